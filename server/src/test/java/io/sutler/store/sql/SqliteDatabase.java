package io.sutler.store.sql;

import io.sutler.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.InstantSource;

/** SQLite in a directory of its own. */
final class SqliteDatabase implements Database {
  private Path directory = Path.of("unset");

  @Override
  public void empty() throws IOException {
    directory = Files.createTempDirectory("sutler-store");
  }

  Path directory() {
    return directory;
  }

  @Override
  public Store open(InstantSource clock) {
    return SqliteStore.open(directory, clock);
  }

  @Override
  public Connection connect() throws Exception {
    return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("sutler.db"));
  }

  @Override
  public void restore(Path backup, InstantSource clock) {
    SqliteStore.restore(backup, directory, clock);
  }
}
