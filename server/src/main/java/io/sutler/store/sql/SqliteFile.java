package io.sutler.store.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** How connections to the one database file are set up. Thread-safe. */
record SqliteFile(Path path) {
  static final String NAME = "sutler.db";

  /** Makes an empty file that its owner alone can read; SQLite gives its other files the same. */
  void makePrivate() throws IOException {
    if (!Files.exists(path)) {
      BackupFile.makePrivate(path);
    }
  }

  SQLiteDataSource dataSource(boolean writing) {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setBusyTimeout(30_000);
    config.setCacheSize(writing ? -8_000 : -2_000);
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + path.toAbsolutePath());
    return source;
  }

  /** Checkpoints are left to the {@link Checkpointer}. */
  Session writing() throws SQLException {
    var connection = dataSource(true).getConnection();
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint = 0");
    }
    return new Session(connection, Dialect.SQLITE);
  }

  Session reading() throws SQLException {
    var connection = dataSource(false).getConnection();
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint = 0");
      statement.execute("PRAGMA query_only = 1");
    }
    return new Session(connection, Dialect.SQLITE);
  }

  Session checkpointing() throws SQLException {
    return new Session(dataSource(false).getConnection(), Dialect.SQLITE);
  }

  /** For a database that is not, or not yet, at work: leaves its journal mode as it is. */
  Session looking() throws SQLException {
    return new Session(lookingSource().getConnection(), Dialect.SQLITE);
  }

  SQLiteDataSource lookingSource() {
    var source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + path.toAbsolutePath());
    return source;
  }
}
