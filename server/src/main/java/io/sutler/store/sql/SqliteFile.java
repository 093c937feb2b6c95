package io.sutler.store.sql;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** How connections to the one database file are set up. Thread-safe. */
record SqliteFile(Path path) {
  static final String NAME = "sutler.db";

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

  /** Autocommit is off, and checkpoints are left to the {@link Checkpointer}. */
  Session writing() throws SQLException {
    var connection = dataSource(true).getConnection();
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint = 0");
    }
    connection.setAutoCommit(false);
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
}
