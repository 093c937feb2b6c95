package io.sutler.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sutler.domain.CheckSpec;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.MemberState;
import io.sutler.testkit.ApplyUntilKilled;
import io.sutler.testkit.Bundles;
import io.sutler.testkit.TaggedProcesses;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class ProcessExitTest extends OneProcess {
  private final Queue<DeploymentId> marks = new ConcurrentLinkedQueue<>();

  private void awaitMark() {
    await()
        .pollInterval(Duration.ofMillis(5))
        .atMost(Duration.ofSeconds(1))
        .until(() -> marks.contains(component.view().owner().deployment()));
  }

  @Test
  void an_exit_is_noticed_at_once_and_its_cause_is_told() throws Exception {
    script("run", FOREVER);
    try (var _ = driver.watch(region, marks::add)) {
      done();
      assertThat(state()).isEqualTo(MemberState.UP);
      kill(pid());
      awaitMark();
      assertThat(member().state()).isEqualTo(MemberState.DOWN);
      assertThat(member().detail()).isEqualTo("exit by signal 9");
    }
  }

  @Test
  void an_exit_code_is_told() throws Exception {
    script("run", "until [ -e \"$SUTLER_STORAGE/go\" ]; do sleep 0.05; done\nexit 3\n");
    try (var _ = driver.watch(region, marks::add)) {
      done();
      Files.createFile(storage("go"));
      awaitMark();
      await().until(() -> member().detail().equals("exit code 3"));
    }
  }

  /** A component that another Sutler started, which was then killed. */
  private void startedByAnotherThatIsGone() throws Exception {
    script("run", "echo x >>\"$SUTLER_STORAGE/starts\"\n" + FOREVER);
    try (var other = ApplyUntilKilled.start(ProcessDrivers.class, component.view(), directory)) {
      assertThat(other.ended(20_000)).isTrue();
    }
    component = component.applied();
  }

  @Test
  void one_that_a_former_sutler_started_is_adopted_and_its_exit_noticed_at_once() throws Exception {
    startedByAnotherThatIsGone();
    try (var _ = driver.watch(region, marks::add)) {
      assertThat(state()).isEqualTo(MemberState.UP);
      int before = pid();
      var start = Instant.now();
      kill(before);
      awaitMark();
      assertThat(member().detail()).isEqualTo("exit by signal 9");
      done();
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(2));
      assertThat(pid()).isNotZero().isNotEqualTo(before);
    }
  }

  @Test
  void one_that_died_while_no_sutler_ran_is_seen_with_its_cause() throws Exception {
    startedByAnotherThatIsGone();
    kill(pid());
    driver = new ProcessDrivers().get();
    assertThat(member().state()).isEqualTo(MemberState.DOWN);
    await().until(() -> member().detail().equals("exit by signal 9"));
  }

  @Test
  void an_adopted_one_is_not_started_again() throws Exception {
    startedByAnotherThatIsGone();
    int before = pid();
    done();
    assertThat(pid()).isEqualTo(before);
    assertThat(storage("starts")).hasContent("x");
  }

  @Test
  void a_stranger_with_the_same_pid_is_neither_adopted_nor_touched() throws Exception {
    script("run", FOREVER);
    done();
    int before = pid();
    kill(before);
    var stranger = new ProcessBuilder("sleep", "1000").start();
    try {
      var main = component.view().workspace().resolve(".sutler/run/main");
      var forged =
          Files.readString(main).replaceFirst(" " + before + " \\(", " " + stranger.pid() + " (");
      Files.writeString(main, forged);
      assertThat(state()).isEqualTo(MemberState.DOWN);
      done();
      remove();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void what_a_killed_program_left_is_ended_before_it_starts_again() throws Exception {
    script("run", "setsid sh -c 'while :; do sleep 1; done' left-behind &\n" + FOREVER);
    done();
    await().until(() -> leftBehind().size() == 1);
    var before = leftBehind();
    kill(pid());
    done();
    await().until(() -> leftBehind().size() == 1 && !leftBehind().equals(before));
  }

  private List<Long> leftBehind() {
    return TaggedProcesses.of(component.view().owner(), "left-behind");
  }

  @Test
  void failing_its_liveness_check_for_too_long_gets_it_restarted() throws Exception {
    script("prepare", "rm -f \"$SUTLER_STORAGE/sick\"\n");
    script("run", FOREVER);
    component = component.input("prepare", List.of("bin/prepare"));
    script("alive", "[ ! -e \"$SUTLER_STORAGE/sick\" ] || { echo feeling sick; exit 1; }\n");
    component =
        component.live(
            new CheckSpec(List.of("bin/alive"), Duration.ofMillis(300), Duration.ofMillis(50)));
    try (var _ = driver.watch(region, marks::add)) {
      done();
      int before = pid();
      Files.createFile(storage("sick"));
      await().atMost(Duration.ofSeconds(5)).until(() -> !marks.isEmpty());
      assertThat(member().state()).isEqualTo(MemberState.FAILED);
      assertThat(member().detail()).contains("feeling sick");
      done();
      assertThat(pid()).isNotEqualTo(before);
      assertThat(state()).isEqualTo(MemberState.UP);
    }
  }

  @Test
  void a_liveness_check_that_hangs_counts_as_failing_and_is_not_left_running() throws Exception {
    script("run", FOREVER);
    Bundles.script(component.view().bundle(), "alive", "sleep 1000\n");
    component = component.live(check("alive"));
    try (var _ = driver.watch(region, marks::add)) {
      done();
      await().until(() -> processes().size() > 2);
    }
    remove();
  }
}
