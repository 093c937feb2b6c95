package io.sutler.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sutler.domain.CheckSpec;
import io.sutler.domain.Failure;
import io.sutler.domain.Member;
import io.sutler.domain.MemberState;
import io.sutler.domain.Observation;
import io.sutler.domain.RunState;
import io.sutler.driver.Driver;
import io.sutler.driver.Progress;
import io.sutler.driver.RegionView;
import io.sutler.driver.local.Proc;
import io.sutler.testkit.Bundles;
import io.sutler.testkit.TaggedProcesses;
import io.sutler.testkit.TestLog;
import io.sutler.testkit.Views;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A component of one process, for tests that write its programs. */
class OneProcess {
  static final String FOREVER = "exec tail -f /dev/null\n";

  @TempDir Path directory = Path.of("/");
  RegionView region = Views.region("unset", Path.of("/"));
  Driver driver = new ProcessDrivers().get();
  TestLog log = new TestLog();
  Views component = Views.component("process", "db", region, Path.of("/"));

  @BeforeEach
  void begin() {
    region = Views.region(Views.INSTALLATION, directory.resolve("data"));
    component = another();
    Bundles.script(component.view().bundle(), "yes", "exit 0\n");
  }

  Views another() {
    return Views.component("process", "db", region, directory.resolve("bundle"))
        .inputs(Map.of("command", List.of("bin/run")))
        .ready(check("yes"));
  }

  static CheckSpec check(String program) {
    return new CheckSpec(List.of("bin/" + program), Duration.ofSeconds(10), Duration.ofMillis(50));
  }

  @AfterEach
  void nothing_is_left_running() throws Exception {
    remove();
  }

  void remove() throws InterruptedException {
    assertThat(driver.remove(component.view(), log)).isInstanceOf(Progress.Done.class);
    assertThat(processes()).isEmpty();
  }

  void script(String name, String body) {
    Bundles.script(component.view().bundle(), name, body);
  }

  Progress.Done done() throws InterruptedException {
    var progress = driver.apply(component.view(), log);
    assertThat(progress).isInstanceOf(Progress.Done.class);
    component = component.applied();
    return (Progress.Done) progress;
  }

  Failure failed() throws InterruptedException {
    var progress = driver.apply(component.view(), log);
    assertThat(progress).isInstanceOf(Progress.Failed.class);
    return ((Progress.Failed) progress).failure();
  }

  void to(RunState state) throws InterruptedException {
    component = component.runState(state);
    done();
  }

  Member member() throws InterruptedException {
    var seen = driver.observe(component.view(), () -> driver.look(region));
    assertThat(seen).isInstanceOf(Observation.Present.class);
    return ((Observation.Present) seen).members().getFirst();
  }

  MemberState state() throws InterruptedException {
    return member().state();
  }

  int pid() throws InterruptedException {
    return Integer.parseInt(member().facts().getOrDefault("pid", "0"));
  }

  static void kill(int pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    await().until(() -> Proc.read(pid).isEmpty());
  }

  List<Long> processes() {
    return TaggedProcesses.of(component.view().owner());
  }

  Path storage(String file) {
    return component.view().storage().resolve(file);
  }

  static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (java.io.IOException e) {
      return "";
    }
  }
}
