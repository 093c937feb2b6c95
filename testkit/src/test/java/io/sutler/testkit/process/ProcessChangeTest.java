package io.sutler.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sutler.domain.MemberState;
import io.sutler.domain.RunState;
import io.sutler.driver.local.Proc;
import io.sutler.testkit.TaggedProcesses;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessChangeTest extends OneProcess {
  @Test
  void a_change_restarts_it_with_the_same_storage() throws Exception {
    script("run", "echo \"$PARAM_A\" >>\"$SUTLER_STORAGE/seen\"\n" + FOREVER);
    component = component.input("settings", Map.of("a", 1));
    done();
    await().until(() -> read(storage("seen")).equals("1"));
    int before = pid();
    component = component.input("settings", Map.of("a", 2));
    assertThat(driver.preview(component.view()).effects())
        .containsExactly("restarts, keeps its data");
    done();
    assertThat(pid()).isNotEqualTo(before);
    await().until(() -> read(storage("seen")).equals("1\n2"));
    assertThat(TaggedProcesses.of(component.view().owner(), "tail")).hasSize(1);
  }

  @Test
  void only_settings_changed_reloads_it() throws Exception {
    script("run", FOREVER);
    script("reload", "[ \"$PARAM_A\" != hard ] || exit 10\n[ \"$PARAM_A\" != bad ] || exit 1\n");
    component =
        component.input("reload", List.of("bin/reload")).input("settings", Map.of("a", "x"));
    done();
    int before = pid();
    component = component.input("settings", Map.of("a", "soft"));
    done();
    assertThat(pid()).isEqualTo(before);
    component = component.input("settings", Map.of("a", "hard"));
    done();
    assertThat(pid()).isNotEqualTo(before);
    int then = pid();
    component = component.input("settings", Map.of("a", "bad"));
    assertThat(failed().code()).isEqualTo("script-exited");
    assertThat(Proc.read(then)).isPresent();
  }

  @Test
  void another_way_to_stop_needs_no_restart() throws Exception {
    script("run", FOREVER);
    done();
    int before = pid();
    component = component.input("stop", Map.of("signal", "KILL"));
    done();
    assertThat(pid()).isEqualTo(before);
  }

  @Test
  void it_is_asked_to_stop_as_its_plan_says() throws Exception {
    script(
        "run",
        """
        trap 'echo asked >"$SUTLER_STORAGE/story"; exit 0' INT
        touch "$SUTLER_STORAGE/up"
        while :; do sleep 0.05; done
        """);
    script("up", "test -e \"$SUTLER_STORAGE/up\"\n");
    component = component.input("stop", Map.of("signal", "INT")).ready(check("up"));
    done();
    to(RunState.STOPPED);
    assertThat(storage("story")).hasContent("asked");
    assertThat(state()).isEqualTo(MemberState.STOPPED);
    assertThat(processes()).isEmpty();
    to(RunState.RUNNING);
    assertThat(state()).isEqualTo(MemberState.UP);
  }

  @Test
  void one_that_ignores_its_signal_is_killed_with_all_that_came_of_it() throws Exception {
    script(
        "run",
        """
        trap '' TERM
        setsid sh -c 'trap "" TERM; exec env -i tail -f /dev/null' &
        env -i setsid tail -f /dev/null &
        (setsid tail -f /dev/null &)
        echo $! >"$SUTLER_STORAGE/untagged"
        while :; do sleep 0.05; done
        """);
    script("up", "test -s \"$SUTLER_STORAGE/untagged\"\n");
    component = component.input("stop", Map.of("within", "300ms")).ready(check("up"));
    done();
    int untagged = Integer.parseInt(read(storage("untagged")));
    assertThat(Proc.read(untagged)).isPresent();
    to(RunState.STOPPED);
    assertThat(processes()).isEmpty();
    assertThat(Proc.read(untagged)).isEmpty();
  }

  @Test
  void suspended_it_keeps_its_pid_and_goes_on_where_it_was() throws Exception {
    script("run", FOREVER);
    done();
    int before = pid();
    to(RunState.SUSPENDED);
    assertThat(Proc.read(before)).get().extracting(Proc::state).isEqualTo('T');
    assertThat(member().state()).isEqualTo(MemberState.STOPPED);
    assertThat(member().detail()).isEqualTo("suspended");
    to(RunState.RUNNING);
    assertThat(pid()).isEqualTo(before);
    assertThat(state()).isEqualTo(MemberState.UP);
    to(RunState.SUSPENDED);
    component = component.runState(RunState.STOPPED);
    assertThat(state()).isEqualTo(MemberState.UP);
    done();
    assertThat(processes()).isEmpty();
    assertThat(state()).isEqualTo(MemberState.STOPPED);
  }

  @Test
  void a_log_that_grows_and_grows_is_bounded() throws Exception {
    script("run", "head -c 60000000 /dev/zero | tr '\\0' x\necho\necho after\n" + FOREVER);
    var file = component.view().workspace().resolve("output.log");
    try (var _ = driver.watch(region, _ -> {})) {
      done();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> Files.exists(file) && read(file.resolveSibling("output.log.1")).length() > 0);
      assertThat(Files.size(file)).isLessThan(17 << 20);
    }
  }
}
