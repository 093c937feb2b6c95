package io.sutler.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.CheckSpec;
import io.sutler.domain.OutputSpec;
import io.sutler.driver.Progress;
import io.sutler.testkit.TaggedProcesses;
import io.sutler.testkit.TestLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ProcessStartTest extends OneProcess {
  @Test
  void two_sutlers_that_start_it_at_once_start_one() throws Exception {
    script("run", "echo x >>\"$SUTLER_STORAGE/starts\"\n" + FOREVER);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tries =
          IntStream.range(0, 4)
              .<Callable<Progress>>mapToObj(
                  i -> () -> new ProcessDrivers().get().apply(component.view(), new TestLog()))
              .toList();
      for (var ended : threads.invokeAll(tries)) {
        assertThat(ended.get()).isInstanceOf(Progress.Done.class);
      }
    }
    assertThat(TaggedProcesses.of(component.view().owner(), "tail")).hasSize(1);
  }

  /** Again and again: the moment between a program's start and its being known is short. */
  @RepeatedTest(20)
  void one_that_is_cancelled_the_moment_it_starts_leaves_nothing_running() throws Exception {
    script("run", FOREVER);
    script("no", "exit 1\n");
    component = component.ready(check("no"));
    var step =
        Thread.ofPlatform()
            .start(() -> {
              try {
                var unused = driver.apply(component.view(), log);
              } catch (InterruptedException cancelled) {
                return;
              }
            });
    while (TaggedProcesses.of(component.view().owner()).isEmpty()) {
      Thread.onSpinWait();
    }
    step.interrupt();
    assertThat(step.join(Duration.ofMinutes(1))).isTrue();
    assertThat(TaggedProcesses.of(component.view().owner())).isEmpty();
  }

  @Test
  void a_sutler_that_slept_through_a_later_level_changes_nothing() throws Exception {
    script("run", FOREVER);
    var asleep = component;
    component = component.input("settings", Map.of("a", 1)).generation(2);
    done();
    int pid = pid();
    assertThat(driver.apply(asleep.view(), log))
        .isInstanceOfSatisfying(
            Progress.Failed.class, f -> assertThat(f.failure().code()).isEqualTo("superseded"));
    assertThat(pid()).isEqualTo(pid);
  }

  @Test
  void one_that_exits_before_it_is_ready_is_a_failure_with_its_last_lines() throws Exception {
    script("run", "echo cannot read my configuration >&2\nexit 3\n");
    script("no", "exit 1\n");
    component = component.ready(check("no"));
    var failure = failed();
    assertThat(failure.code()).isEqualTo("exited");
    assertThat(failure.message()).contains("exit code 3", "cannot read my configuration");
    assertThat(log.output()).contains("cannot read my configuration");
    assertThat(processes()).isEmpty();
  }

  @Test
  void one_that_exits_without_a_check_is_a_failure_too() throws Exception {
    script("run", "exit 1\n");
    component = component.withoutReady();
    assertThat(failed().code()).isEqualTo("exited");
    script("run", FOREVER);
    done();
  }

  @Test
  void one_that_never_answers_is_a_failure_and_not_left_running() throws Exception {
    script("run", "echo waiting for nothing\n" + FOREVER);
    script("no", "echo refused\nexit 1\n");
    component =
        component.ready(
            new CheckSpec(List.of("bin/no"), Duration.ofMillis(400), Duration.ofMillis(50)));
    var failure = failed();
    assertThat(failure.code()).isEqualTo("not-ready");
    assertThat(failure.message()).contains("refused", "waiting for nothing");
    assertThat(processes()).isEmpty();
  }

  @Test
  void a_check_that_hangs_is_bounded() throws Exception {
    script("run", FOREVER);
    script("hangs", "sleep 1000\n");
    component =
        component.ready(
            new CheckSpec(List.of("bin/hangs"), Duration.ofMillis(300), Duration.ofMillis(50)));
    assertThat(failed().code()).isEqualTo("not-ready");
    assertThat(processes()).isEmpty();
  }

  @Test
  void prepare_runs_before_each_start_and_its_failure_is_told() throws Exception {
    script("prepare", "echo p >>\"$SUTLER_STORAGE/story\"\n");
    script("run", "echo r >>\"$SUTLER_STORAGE/story\"\n" + FOREVER);
    component = component.input("prepare", List.of("bin/prepare"));
    done();
    kill(pid());
    done();
    assertThat(storage("story")).hasContent("p\nr\np\nr");
    script("prepare", "echo no room\nexit 1\n");
    kill(pid());
    assertThat(failed().message()).contains("no room");
  }

  @Test
  void outputs_of_prepare_and_of_the_program_come_together() throws Exception {
    script("prepare", "echo '{\"a\": 1, \"b\": 1}' >\"$SUTLER_OUTPUTS\"\n");
    script(
        "run", "echo '{\"b\": 2}' >\"$SUTLER_OUTPUTS\"\ntouch \"$SUTLER_STORAGE/up\"\n" + FOREVER);
    script("up", "test -e \"$SUTLER_STORAGE/up\"\n");
    var required = new OutputSpec("setting", false, true);
    component =
        component
            .input("prepare", List.of("bin/prepare"))
            .output("a", required)
            .output("b", required)
            .ready(check("up"));
    var unrecorded = component;
    assertThat(done().outputs()).isEqualTo(Map.of("a", 1L, "b", 2L));
    // a crash before they were recorded
    component = unrecorded;
    driver = new ProcessDrivers().get();
    assertThat(done().outputs()).isEqualTo(Map.of("a", 1L, "b", 2L));
  }

  @Test
  void a_missing_output_is_a_failure() throws Exception {
    script("run", FOREVER);
    component = component.output("url", new OutputSpec("endpoint", false, true));
    assertThat(failed().code()).isEqualTo("missing-outputs");
  }

  @Test
  void secrets_are_never_arguments() throws Exception {
    script("run", FOREVER);
    component =
        component
            .input("command", List.of("bin/run", "--password=hunter2-secret"))
            .secrets(Set.of("hunter2-secret"));
    assertThat(failed().code()).isEqualTo("secret-in-arguments");
  }

  @Test
  void parameter_files_are_gone_once_it_is_ready() throws Exception {
    script("run", ". \"$SUTLER_PARAMS_SH\"\necho \"$PARAM_A\" >\"$SUTLER_STORAGE/a\"\n" + FOREVER);
    script(
        "up", ". \"$SUTLER_PARAMS_SH\"\n[ \"$PARAM_A\" = x ] && test -s \"$SUTLER_STORAGE/a\"\n");
    component = component.input("settings", Map.of("a", "x")).ready(check("up"));
    done();
    try (var files = java.nio.file.Files.walk(component.view().workspace())) {
      assertThat(files).noneMatch(f -> f.getFileName().toString().startsWith("params"));
    }
  }
}
