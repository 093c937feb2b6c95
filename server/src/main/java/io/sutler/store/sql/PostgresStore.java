package io.sutler.store.sql;

import io.sutler.domain.Ulid;
import io.sutler.store.Store;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;

/** The store that several Sutler processes share: a PostgreSQL database. */
public final class PostgresStore {
  private PostgresStore() {}

  /**
   * Opens, and makes the tables where they are not there yet.
   *
   * @throws io.sutler.domain.Refusal with a sentence when it cannot be reached or was written by a
   *     newer Sutler
   */
  public static Store open(String jdbcUrl, String user, String password, InstantSource clock) {
    var marks = new MarkClock(clock);
    var installation = Ulid.of(clock.instant(), new SecureRandom());
    var url = new PostgresUrl(jdbcUrl, user, password);
    return new SqlStore(PostgresEngine.open(url, marks, installation), marks);
  }

  /**
   * Fills an empty database from a backup.
   *
   * @throws io.sutler.domain.Refusal when the database holds a store already, or the file is no
   *     backup
   */
  public static void restore(
      Path backup, String jdbcUrl, String user, String password, InstantSource clock) {
    var url = new PostgresUrl(jdbcUrl, user, password);
    BackupFile.check(backup);
    try {
      new PostgresBackup(url).restore(backup);
    } catch (SQLException e) {
      throw new Trouble(url.name()).tell(e);
    }
    open(jdbcUrl, user, password, clock).close();
  }
}
