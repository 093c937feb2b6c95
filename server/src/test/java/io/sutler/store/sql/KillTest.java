package io.sutler.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.sutler.domain.Project;
import io.sutler.domain.Quota;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Acknowledged means durable: a process killed without warning has lost nothing it acknowledged.
 */
class KillTest {
  private static final int CALLERS = 16;
  @TempDir Path directory;

  /** The process to be killed: takes commands and prints each name once it is acknowledged. */
  static final class Child {
    public static void main(String[] args) throws Exception {
      var given = new Given(InstantSource.system());
      var store = SqliteStore.open(Path.of(args[0]), InstantSource.system());
      var demo = given.project(store, "demo", Quota.UNLIMITED);
      ConcurrencyContract.atOnce(
          CALLERS,
          caller ->
              () -> {
                for (int i = 0; ; i++) {
                  accept(given, store, demo, "c" + caller + "-" + i);
                }
              });
    }

    private static void accept(
        Given given, io.sutler.store.Store store, Project demo, String name) {
      store.intents().accept(given.install(demo, name));
      synchronized (System.out) {
        System.out.println(name);
        System.out.flush();
      }
    }
  }

  @Test
  void all_that_was_acknowledged_is_there_after_kill_9() throws Exception {
    var child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var acknowledged = new ArrayList<String>();
    try (var out =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = out.readLine(); line != null; line = out.readLine()) {
        acknowledged.add(line);
        if (acknowledged.size() == 2_000) {
          child.toHandle().destroyForcibly();
        }
      }
    } finally {
      child.destroyForcibly().waitFor();
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(2_000);
    try (var store = SqliteStore.open(directory, InstantSource.system())) {
      var demo = store.accounts().project("demo").orElseThrow();
      List<String> names =
          store.reads().deployments(demo.id(), "", 1_000_000).stream().map(d -> d.name()).toList();
      assertThat(names).containsAll(acknowledged);
      assertThat(names.size()).isLessThanOrEqualTo(acknowledged.size() + CALLERS + 1);
      assertThat(store.reads().usage(demo.id()).deployments()).isEqualTo(names.size());
      assertThat(store.audits().verify(Optional.of(demo.id()))).isEmpty();
    }
  }
}
