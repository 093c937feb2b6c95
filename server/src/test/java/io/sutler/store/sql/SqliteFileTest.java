package io.sutler.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sutler.domain.Quota;
import io.sutler.domain.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is particular to one file in one directory. */
class SqliteFileTest {
  @TempDir Path directory;
  private final TestClock clock = new TestClock();
  private final Given given = new Given(clock);

  @Test
  void a_second_process_is_told_who_has_the_directory() {
    try (var first = SqliteStore.open(directory, clock)) {
      assertThat(first.accepts()).isTrue();
      assertThatThrownBy(() -> SqliteStore.open(directory, clock))
          .isInstanceOf(Refusal.class)
          .hasMessage(
              "data directory %s is in use by another Sutler (pid %d)",
              directory, ProcessHandle.current().pid());
    }
    SqliteStore.open(directory, clock).close();
  }

  @Test
  void a_newer_database_is_refused_and_untouched() throws Exception {
    SqliteStore.open(directory, clock).close();
    var database = new SqliteFile(directory.resolve("sutler.db"));
    try (var session = database.looking()) {
      session.update("UPDATE meta SET value = '99' WHERE name = 'format'");
    }
    var before = Files.readAllBytes(database.path());
    assertThatThrownBy(() -> SqliteStore.open(directory, clock))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("written by a newer Sutler");
    assertThat(Files.readAllBytes(database.path())).isEqualTo(before);
  }

  @Test
  void what_is_no_database_is_refused_and_untouched() throws Exception {
    var file = directory.resolve("sutler.db");
    Files.writeString(file, "something else entirely ".repeat(500));
    assertThatThrownBy(() -> SqliteStore.open(directory, clock))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("is damaged");
    assertThat(file).content().startsWith("something else");
  }

  @Test
  void a_directory_that_cannot_be_is_a_sentence() throws Exception {
    var file = directory.resolve("file");
    Files.writeString(file, "x");
    assertThatThrownBy(() -> SqliteStore.open(file.resolve("data"), clock))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("cannot be written");
  }

  @Test
  void a_full_disk_is_a_sentence_and_nothing_is_damaged() throws Exception {
    try (var store = SqliteStore.open(directory, clock)) {
      given.project(store, "demo", Quota.UNLIMITED);
    }
    var file = new SqliteFile(directory.resolve("sutler.db"));
    var trouble = new Trouble(file.path().toString());
    var session = file.writing();
    session.query("PRAGMA max_page_count = 1", Row::number);
    try (var writer = new GroupWriter("test", new SqliteTransactor(session, () -> {}), trouble)) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1_000; i++) {
                  var id = "i" + i;
                  int unused =
                      writer.write(s ->
                          s.update(
                              "INSERT INTO bundle (digest, content) VALUES (?,?)",
                              id,
                              new byte[100_000]));
                }
              })
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("is full: free some space");
      int still = writer.write(s -> s.update("UPDATE counter SET next = next"));
      assertThat(still).isEqualTo(2);
    }
    try (var store = SqliteStore.open(directory, clock)) {
      assertThat(store.accounts().project("demo")).isPresent();
    }
  }

  @Test
  void what_was_committed_is_moved_from_the_log_into_the_file() throws Exception {
    try (var store = SqliteStore.open(directory, clock)) {
      var demo = given.project(store, "demo", Quota.UNLIMITED);
      store.secrets().put("p/a", demo.id(), java.util.Optional.empty(), new byte[3_000_000]);
      var file = directory.resolve("sutler.db");
      org.awaitility.Awaitility.await().until(() -> Files.size(file) > 3_000_000);
    }
    assertThat(directory.resolve("sutler.db-wal")).doesNotExist();
  }

  @Test
  void files_are_their_owners_alone() throws Exception {
    try (var store = SqliteStore.open(directory, clock)) {
      given.project(store, "demo", Quota.UNLIMITED);
      for (var name : new String[] {"sutler.db", "sutler.db-wal"}) {
        var permissions = Files.getPosixFilePermissions(directory.resolve(name));
        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
      }
    }
  }
}
