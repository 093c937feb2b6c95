package io.sutler.store.sql;

import io.sutler.domain.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Carries a PostgreSQL store to a backup file and back. */
final class PostgresBackup {
  private final PostgresUrl url;

  PostgresBackup(PostgresUrl url) {
    this.url = url;
  }

  /** All tables as they stand at one moment, while others go on writing. */
  void write(Path part) throws SQLException {
    var file = new SqliteFile(part);
    try (var made = file.looking()) {
      Schema.bring(made, flyway -> flyway.dataSource(file.lookingSource()), part.toString());
    }
    try (var from = url.connectPatiently();
        var to = file.looking()) {
      from.connection().setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      from.connection().setReadOnly(true);
      to.connection().setAutoCommit(false);
      new TableCopy(from, to).run();
      to.connection().commit();
      from.connection().rollback();
    }
  }

  /**
   * Fills an empty database, wholly or not at all.
   *
   * @throws Refusal when it holds a store
   */
  void restore(Path backup) throws SQLException {
    var copy = temporary();
    try {
      Files.copy(backup, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      var file = new SqliteFile(copy);
      try (var old = file.looking()) {
        Schema.bring(old, flyway -> flyway.dataSource(file.lookingSource()), copy.toString());
      }
      try (var made = url.connect(true)) {
        Schema.bring(made, url::flyway, url.name());
      }
      try (var from = file.looking();
          var to = url.connectPatiently()) {
        var there = to.first("SELECT value FROM meta WHERE name = 'installation'", Row::text);
        if (there.isPresent()) {
          throw BackupFile.refused(url.name() + " holds a store already: name an empty one");
        }
        new TableCopy(from, to).run();
        to.connection().commit();
      }
    } catch (IOException e) {
      throw BackupFile.refused(backup + " cannot be read: " + e.getMessage());
    } finally {
      delete(copy);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempFile("sutler-restore", ".db");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
