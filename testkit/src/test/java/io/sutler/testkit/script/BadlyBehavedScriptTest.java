package io.sutler.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sutler.domain.Blame;
import io.sutler.driver.local.ControlGroups;
import io.sutler.driver.local.Proc;
import io.sutler.testkit.TaggedProcesses;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadlyBehavedScriptTest extends OneScript {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void one_that_hangs_and_ignores_sigterm_is_killed_at_its_deadline() throws Exception {
    script("trap '' TERM HUP INT\necho going to hang\nwhile :; do sleep 1; done\n");
    component = component.within(Duration.ofMillis(500));
    var start = Instant.now();
    var failure = failed();
    assertThat(failure.code()).isEqualTo("deadline");
    assertThat(failure.message()).contains("going to hang");
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(8));
  }

  /** Again and again: a cancel may come while something is read of it. */
  @RepeatedTest(20)
  void one_that_is_cancelled_the_moment_it_starts_leaves_nothing_running() throws Exception {
    script("sleep 1000\n");
    var step =
        Thread.ofPlatform()
            .start(() -> {
              try {
                var unused = apply();
              } catch (InterruptedException cancelled) {
                return;
              }
            });
    while (TaggedProcesses.of(component.view().owner()).isEmpty()) {
      Thread.onSpinWait();
    }
    step.interrupt();
    assertThat(step.join(PATIENCE)).isTrue();
  }

  @Test
  void a_daemon_in_a_session_of_its_own_is_killed_after_the_step() throws Exception {
    script("setsid sh -c 'trap \"\" HUP TERM; while :; do sleep 1; done' >/dev/null 2>&1 &\n");
    done();
    assertThat(log.notes()).anyMatch(n -> n.startsWith("left running: killed "));
  }

  @Test
  void a_child_without_the_tag_is_killed_after_the_step() throws Exception {
    script("env -i sleep 1000 </dev/null >/dev/null 2>&1 &\necho $! >\"$SUTLER_STORAGE/pid\"\n");
    done();
    var pid = Files.readString(component.view().storage().resolve("pid")).strip();
    assertThat(Proc.read(Integer.parseInt(pid))).isEmpty();
  }

  @Test
  void a_daemon_that_threw_away_all_that_could_be_known_of_it_is_killed_after_the_step()
      throws Exception {
    assumeTrue(ControlGroups.available(), "this machine lets us make no control groups");
    script(
        "env -i setsid sh -c 'echo $$ >\"$0\"; exec sleep 31536777' \"$SUTLER_STORAGE/pid\" </dev/null >/dev/null 2>&1 &\n"
            + "exit 0\n");
    done();
    assertThat(log.notes()).anyMatch(n -> n.startsWith("left running: killed "));
    assertThat(
            ProcessHandle.allProcesses()
                .map(p -> p.info().arguments().map(List::of).orElse(List.of())))
        .doesNotContain(List.of("31536777"));
  }

  @Test
  void one_that_prints_a_gigabyte_without_a_newline_fills_neither_log_nor_disk() throws Exception {
    script("head -c 1000000000 /dev/zero | tr '\\0' x\nprintf 'the end'\n");
    var most = new long[1];
    var output = component.view().workspace().resolve(".sutler/install/output");
    var sampler =
        Thread.ofPlatform()
            .start(() -> {
              while (!Thread.currentThread().isInterrupted()) {
                most[0] = Math.max(most[0], blocks(output.toString()));
              }
            });
    done();
    sampler.interrupt();
    sampler.join();
    assertThat(most[0] * 512).isPositive().isLessThan(200_000_000);
    assertThat(log.output().length()).isLessThan(5_000_000);
    assertThat(log.output()).contains("bytes of output dropped").endsWith("the end");
  }

  private static long blocks(String file) {
    try {
      var process = new ProcessBuilder("stat", "-c", "%b", file).start();
      var text = new String(process.getInputStream().readAllBytes()).strip();
      TimeUnit.MILLISECONDS.sleep(20);
      return text.isEmpty() ? 0 : Long.parseLong(text);
    } catch (java.io.IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  @Test
  void one_that_closes_its_outputs_is_still_waited_for() throws Exception {
    script("exec >&- 2>&-\nsleep 0.3\ntouch \"$SUTLER_STORAGE/done\"\n");
    done();
    assertThat(component.view().storage().resolve("done")).exists();
  }

  @Test
  void output_is_passed_on_while_it_runs() throws Exception {
    script("printf 'no newline yet'\nwhile ! [ -e \"$SUTLER_STORAGE/go\" ]; do sleep 0.05; done\n");
    var thread = Thread.ofVirtual().start(this::quietly);
    await().until(() -> log.output().equals("no newline yet"));
    Files.createFile(component.view().storage().resolve("go"));
    assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
  }

  @Test
  void a_cancel_while_its_output_is_being_read_ends_it_too() throws Exception {
    script("yes again and again\n");
    for (int time = 0; time < 3; time++) {
      var ended = new AtomicReference<Object>("not yet");
      var thread =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  ended.set(apply());
                } catch (InterruptedException e) {
                  ended.set(e);
                }
              });
      int before = log.output().length();
      await().atMost(PATIENCE).until(() -> log.output().length() > before);
      thread.interrupt();
      assertThat(thread.join(PATIENCE)).isTrue();
      assertThat(ended.get()).isInstanceOf(InterruptedException.class);
      assertThat(TaggedProcesses.of(component.view().owner())).isEmpty();
    }
  }

  private void quietly() {
    try {
      apply();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void bytes_that_are_no_text_do_no_harm() throws Exception {
    script("printf 'a\\000b\\377c'\n");
    done();
    assertThat(log.output()).isEqualTo("ab\uFFFDc");
  }

  @ParameterizedTest
  @CsvSource({"1, PLATFORM", "64, USER", "78, USER", "69, PROVIDER", "75, PLATFORM"})
  void a_failure_tells_its_exit_code_and_last_lines(int code, Blame blame) throws Exception {
    script("echo what went wrong >&2\nexit " + code + "\n");
    var failure = failed();
    assertThat(failure.blame()).isEqualTo(blame);
    assertThat(failure.code()).isEqualTo("script-exited");
    assertThat(failure.message()).contains("what went wrong").contains("exit code " + code);
  }

  @Test
  void one_that_kills_itself_is_told_with_its_signal() throws Exception {
    script("kill -9 $$\n");
    assertThat(failed().message()).contains("exit by signal 9");
  }

  @Test
  void one_that_is_not_there_is_the_authors_mistake() throws Exception {
    component = component.input("script", "bin/forgotten");
    assertThat(failed().code()).isEqualTo("no-program");
    component = component.input("script", "../../../bin/sh");
    assertThat(failed().code()).isEqualTo("no-program");
  }

  @Test
  void one_that_failed_runs_again() throws Exception {
    script("echo x >>\"$SUTLER_STORAGE/runs\"\n[ \"$(wc -l <\"$SUTLER_STORAGE/runs\")\" = 2 ]\n");
    failed();
    done();
  }

  @Test
  void a_success_that_was_recorded_is_repeated_only_to_repair() throws Exception {
    script("echo x >>\"$SUTLER_STORAGE/runs\"\n");
    done();
    done();
    assertThat(component.view().storage().resolve("runs")).hasContent("x");
    component = component.applied();
    done();
    assertThat(component.view().storage().resolve("runs")).hasContent("x\nx");
  }
}
