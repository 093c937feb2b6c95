package io.sutler.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sutler.domain.Refusal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that finds no more room, and finds some later. */
class SqliteFullTest {
  private static final String INSERT = "INSERT INTO heap (what) VALUES (zeroblob(?))";

  @TempDir Path directory;
  private final AtomicInteger commits = new AtomicInteger();

  private Session small() throws SQLException {
    var session = new SqliteFile(directory.resolve("x.db")).writing();
    session.update("CREATE TABLE heap (what BLOB)");
    assertThat(session.first("PRAGMA max_page_count = 8", Row::small)).contains(8);
    return session;
  }

  @Test
  void who_writes_is_told_that_the_disk_is_full_and_may_write_when_there_is_room()
      throws Exception {
    var transactor = new SqliteTransactor(small(), commits::incrementAndGet);
    try (var writer = new GroupWriter("test", transactor, new Trouble("database x"))) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> writer.write(s -> s.update(INSERT, 100_000)))
            .isInstanceOfSatisfying(
                Refusal.class,
                refusal -> {
                  assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE);
                  assertThat(refusal.code()).isEqualTo("disk-full");
                });
        assertThat(writer.<Integer>write(s -> s.update("DELETE FROM heap"))).isZero();
      }
      writer.<Integer>write(s -> s.first("PRAGMA max_page_count = 1000", Row::small).orElseThrow());
      assertThat(writer.<Integer>write(s -> s.update(INSERT, 100_000))).isEqualTo(1);
    }
    assertThat(commits).hasValue(5);
  }

  @Test
  void a_statement_that_failed_is_of_use_again() throws Exception {
    var session = small();
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> session.update(INSERT, 100_000))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("SQLITE_FULL");
    }
    session.close();
  }
}
