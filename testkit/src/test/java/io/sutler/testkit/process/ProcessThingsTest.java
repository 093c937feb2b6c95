package io.sutler.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Observation;
import io.sutler.domain.RunState;
import io.sutler.driver.Progress;
import io.sutler.testkit.Views;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessThingsTest extends OneProcess {
  private static int free() throws Exception {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private Views withPort(Views c, Object port) {
    script(
        "run",
        "echo \"$PORT_THE_DB\" >\"$SUTLER_STORAGE/port\"\ntouch \"$SUTLER_STORAGE/up\"\n"
            + FOREVER);
    script("up", "test -e \"$SUTLER_STORAGE/up\"\n");
    return c.input("ports", Map.of("the-db", port)).ready(check("up"));
  }

  private String port() throws InterruptedException {
    return member().facts().getOrDefault("port_the_db", "none");
  }

  @Test
  void another_preferred_port_is_another_choice() throws Exception {
    component = withPort(component, free());
    done();
    int second = free();
    component = withPort(component, second);
    done();
    assertThat(port()).isEqualTo("" + second);
  }

  @Test
  void it_gets_the_port_it_prefers() throws Exception {
    int port = free();
    component = withPort(component, port);
    done();
    assertThat(port()).isEqualTo("" + port);
    assertThat(storage("port")).hasContent("" + port);
  }

  @Test
  void where_that_is_taken_it_gets_another_and_keeps_it_for_life() throws Exception {
    String first;
    try (var taken = new ServerSocket(0)) {
      component = withPort(component, taken.getLocalPort());
      done();
      first = port();
      assertThat(first).isNotEqualTo("" + taken.getLocalPort());
    }
    to(RunState.STOPPED);
    to(RunState.RUNNING);
    assertThat(port()).isEqualTo(first);
  }

  @Test
  void a_port_of_one_that_is_stopped_stays_its_own() throws Exception {
    int port = free();
    component = withPort(component, port);
    done();
    to(RunState.STOPPED);
    var other = withPort(another(), port);
    assertThat(driver.apply(other.view(), log)).isInstanceOf(Progress.Done.class);
    assertThat(read(other.view().storage().resolve("port"))).isNotEqualTo("" + port);
    driver.remove(other.view(), log);
    remove();
    component = withPort(another(), port);
    done();
    assertThat(port()).isEqualTo("" + port);
  }

  @Test
  void a_fixed_port_that_is_taken_is_a_failure_until_it_is_free() throws Exception {
    try (var taken = new ServerSocket(0)) {
      component = withPort(component, Map.of("port", taken.getLocalPort(), "fixed", true));
      assertThat(failed().code()).isEqualTo("port-taken");
    }
    done();
  }

  @Test
  void kept_storage_can_be_adopted_by_another_and_then_discarded() throws Exception {
    script("run", "echo x >>\"$SUTLER_STORAGE/data\"\n" + FOREVER);
    script("up", "test -e \"$SUTLER_STORAGE/data\"\n");
    component = component.ready(check("up"));
    done();
    var removed = (Progress.Done) driver.remove(component.keepData().view(), log);
    var kept = removed.kept().orElseThrow();
    assertThat(driver.remove(component.keepData().view(), log)).isEqualTo(removed);
    assertThat(kept.bytes()).isEqualTo(2);
    assertThat(kept.handle()).startsWith("retained/orders-db-");
    assertThat(component.view().storage()).doesNotExist();
    assertThat(driver.look(region).found()).isEmpty();

    component = another().ready(check("up")).input("adopt", kept.handle());
    done();
    assertThat(storage("data")).hasContent("x\nx");
    done();
    var again = (Progress.Done) driver.remove(component.keepData().view(), log);
    assertThat(driver.discard(again.kept().orElseThrow().handle(), region, log))
        .isInstanceOf(Progress.Done.class);
    try (var left = Files.list(region.data().resolve("retained"))) {
      assertThat(left).isEmpty();
    }
    component = another().input("adopt", kept.handle());
    assertThat(failed().code()).isEqualTo("no-kept-storage");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../x", "retained/../components", "/etc", "retained/", "retained/a/b", ""})
  void a_handle_of_kept_storage_is_never_a_path(String handle) throws Exception {
    assertThat(driver.discard(handle, region, log)).isInstanceOf(Progress.Failed.class);
  }

  @Test
  void storage_without_anything_else_is_found_as_a_ghost() throws Exception {
    script("run", FOREVER);
    done();
    var storage = component.view().storage();
    var aside = directory.resolve("aside");
    Files.move(storage, aside);
    remove();
    Files.move(aside, storage);
    Files.writeString(
        storage.resolveSibling(storage.getFileName() + ".owner"),
        "{\"driver\":\"process\",\"owner\":\"" + component.view().owner().text() + "\"}");
    var found = driver.look(region).found();
    assertThat(found).singleElement().satisfies(f -> assertThat(f.kind()).isEqualTo("directory"));
    assertThat(driver.sweep(found.getFirst(), region, log)).isInstanceOf(Progress.Done.class);
    assertThat(storage).doesNotExist();
  }

  @Test
  void storage_that_vanished_under_it_is_seen_and_made_again() throws Exception {
    script("run", "touch \"$SUTLER_STORAGE/up\"\n" + FOREVER);
    script("up", "test -e \"$SUTLER_STORAGE/up\"\n");
    component = component.ready(check("up"));
    done();
    Files.delete(storage("up"));
    Files.delete(component.view().storage());
    var seen = (Observation.Present) driver.observe(component.view(), () -> driver.look(region));
    assertThat(seen.drift()).containsExactly("its storage is gone");
    done();
    assertThat(storage("up")).exists();
  }

  @Test
  void a_lost_workspace_is_made_again_and_one_program_runs() throws Exception {
    script("run", FOREVER);
    done();
    Files.walk(component.view().workspace())
        .sorted(java.util.Comparator.reverseOrder())
        .forEach(f -> f.toFile().delete());
    assertThat(state()).isNotEqualTo(io.sutler.domain.MemberState.UP);
    done();
    assertThat(io.sutler.testkit.TaggedProcesses.of(component.view().owner(), "tail")).hasSize(1);
  }
}
