package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two control planes share one PostgreSQL: one is put to sleep, the other goes on, the sleeper
 * harms nothing.
 */
class TwoServersStory {
  @TempDir Path home;
  private EmbeddedPostgres database;
  private ServerProcess first;
  private ServerProcess second;

  @BeforeEach
  void start() throws IOException {
    database = EmbeddedPostgres.start();
    first = server("first");
    var other = Files.createDirectories(home.resolve("second"));
    Files.copy(home.resolve("first/master.key"), other.resolve("master.key"));
    second = server("second");
  }

  private ServerProcess server(String name) throws IOException {
    return ServerProcess.on(
        home.resolve(name),
        "--store",
        database.getJdbcUrl("postgres", "postgres"),
        "--store-user",
        "postgres",
        "--place",
        "here",
        "--name",
        name,
        "--lease",
        "2s");
  }

  @AfterEach
  void stop() throws IOException {
    ServerProcess.sweep(first.installation());
    first.close();
    second.close();
    database.close();
  }

  @Test
  void they_share_the_work_and_a_stale_twin_changes_nothing() throws Exception {
    var plan = new LedgerPlan(home.resolve("ledger"));
    plan.publish(first.api(), home.resolve("plan"));
    for (int i = 0; i < 8; i++) {
      var through = i % 2 == 0 ? first : second;
      through.api().install("d-" + i, LedgerPlan.NAME, params(plan, "first"));
    }
    assertThat(plan.entries()).hasSize(8).doesNotHaveDuplicates();

    first.signal("STOP");
    for (int i = 0; i < 8; i++) {
      second.api().update("d-" + i, params(plan, "second"));
    }
    first.signal("CONT");
    for (int i = 0; i < 8; i++) {
      first.api().update("d-" + i, params(plan, "third"));
    }
    assertThat(plan.entries()).hasSize(24).doesNotHaveDuplicates();
  }

  private static Map<String, Object> params(LedgerPlan plan, String note) {
    return Map.of("ledger", plan.ledger().toString(), "note", note);
  }
}
