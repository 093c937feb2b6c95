package io.sutler.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sutler.domain.RunId;
import io.sutler.domain.Trust;
import io.sutler.store.Plans.PlanRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies made while work goes on, and stores made of copies. */
abstract class BackupContract extends StoreContract {
  @TempDir Path directory;

  BackupContract(Database database) {
    super(database);
  }

  abstract Database other();

  private void fill() {
    var d = installed("orders-db");
    store.passes().finish(fence(d.key()), PassContract.observing(d.key(), 0, 1));
    store.secrets().put("p/a", demo.id(), Optional.empty(), new byte[] {0, 1, (byte) 0xfe});
    store.logs().append(new RunId("R1"), 0, given.now(), "line ∑\n");
    var plan =
        new PlanRow(
            "d1",
            "postgresql",
            "1.0.0",
            Optional.empty(),
            Trust.OPERATOR,
            "t",
            "c",
            "doc",
            Map.of(),
            "mira",
            given.now());
    store.plans().publish(plan, new byte[] {5, 0, 5});
  }

  @Test
  void a_restored_store_equals_the_one_that_was_saved() throws Exception {
    fill();
    var d = deployment("orders-db");
    var backup = directory.resolve("backup");
    store.backup(backup);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
        .isEqualTo("rw-------");
    for (var to : List.of(database(), other())) {
      to.empty();
      to.restore(backup, clock);
      try (var restored = to.open(clock)) {
        assertThat(restored.installation()).isEqualTo(store.installation());
        assertThat(restored.reads().deployment(d.id())).contains(d);
        assertThat(restored.reads().counts()).isEqualTo(store.reads().counts());
        assertThat(restored.reads().usage(demo.id())).isEqualTo(store.reads().usage(demo.id()));
        assertThat(restored.secrets().get("p/a")).contains(new byte[] {0, 1, (byte) 0xfe});
        assertThat(restored.plans().bundle("d1")).contains(new byte[] {5, 0, 5});
        assertThat(restored.audits().verify(Optional.of(demo.id()))).isEmpty();
        assertThat(restored.intents().accept(given.install(demo, "another")))
            .isInstanceOf(io.sutler.store.Accepted.Taken.class);
        assertThat(restored.reads().deployment(demo.id(), "another").orElseThrow().key())
            .isGreaterThan(d.key());
      }
    }
  }

  @Test
  void a_backup_under_load_is_of_one_moment() throws Exception {
    var stop = new AtomicBoolean();
    var writer =
        Thread.ofVirtual()
            .start(() -> {
              for (int i = 0; !stop.get(); i++) {
                take(given.install(demo, "d" + i));
              }
            });
    var backup = directory.resolve("backup");
    store.backup(backup);
    stop.set(true);
    writer.join();
    database().empty();
    database().restore(backup, clock);
    try (var restored = database().open(clock)) {
      var usage = restored.reads().usage(demo.id());
      long rows = restored.reads().counts().getOrDefault("deployment", 0L);
      assertThat(usage.deployments()).isEqualTo(rows);
      assertThat(restored.reads().counts().getOrDefault("command_open", 0L)).isEqualTo(rows);
      assertThat(restored.audits().page(Optional.of(demo.id()), Long.MAX_VALUE, 100_000))
          .hasSize((int) rows);
      assertThat(restored.audits().verify(Optional.of(demo.id()))).isEmpty();
    }
  }

  @Test
  void nothing_is_overwritten() throws Exception {
    fill();
    var backup = directory.resolve("backup");
    Files.writeString(backup, "precious");
    assertThatThrownBy(() -> store.backup(backup)).hasMessageContaining("is there already");
    assertThat(backup).hasContent("precious");
    var good = directory.resolve("good");
    store.backup(good);
    store.close();
    assertThatThrownBy(() -> database().restore(good, clock))
        .hasMessageContaining("holds a store already");
    store = another();
    assertThat(deployment("orders-db").name()).isEqualTo("orders-db");
  }

  @Test
  void what_is_no_backup_is_refused_and_leaves_nothing() throws Exception {
    var text = directory.resolve("text");
    Files.writeString(text, "no database at all, but long enough to be looked at ".repeat(100));
    database().empty();
    for (var wrong : List.of(text, directory.resolve("missing"), directory)) {
      assertThatThrownBy(() -> database().restore(wrong, clock))
          .isInstanceOf(io.sutler.domain.Refusal.class);
    }
    var nowhere = directory.resolve("no/such/directory/backup");
    assertThatThrownBy(() -> store.backup(nowhere)).hasMessageContaining("cannot be written");
    try (var fresh = database().open(clock)) {
      assertThat(fresh.accounts().projects("", 10)).isEmpty();
    }
  }
}
