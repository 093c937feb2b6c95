package io.sutler.store.sql;

import io.sutler.domain.Ulid;
import io.sutler.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/** The embedded store: one file in a data directory that one process owns. */
public final class SqliteStore {
  private SqliteStore() {}

  /**
   * Opens, and makes where it is not there yet.
   *
   * @throws io.sutler.domain.Refusal with a sentence when the directory is in use, unwritable, full
   *     or was written by a newer Sutler
   */
  public static Store open(Path dataDir, InstantSource clock) {
    var lock = DataLock.take(dataDir);
    boolean opened = false;
    try {
      var file = new SqliteFile(dataDir.resolve(SqliteFile.NAME));
      var engine = SqliteEngine.open(lock, file, Ulid.of(clock.instant(), new SecureRandom()));
      var store = new SqlStore(engine, new MarkClock(clock));
      opened = true;
      return store;
    } finally {
      if (!opened) {
        lock.close();
      }
    }
  }

  /**
   * Fills an empty data directory from a backup.
   *
   * @throws io.sutler.domain.Refusal when the directory holds a store already, or the file is no
   *     backup
   */
  public static void restore(Path backup, Path dataDir, InstantSource clock) {
    BackupFile.check(backup);
    var lock = DataLock.take(dataDir);
    try {
      var file = dataDir.resolve(SqliteFile.NAME);
      if (Files.exists(file)) {
        throw BackupFile.refused(
            "data directory " + dataDir + " holds a store already: name an empty one");
      }
      BackupFile.copy(backup, file);
    } catch (IOException e) {
      throw BackupFile.refused(
          "data directory " + dataDir + " cannot be filled: " + e.getMessage());
    } finally {
      lock.close();
    }
    open(dataDir, clock).close();
  }
}
