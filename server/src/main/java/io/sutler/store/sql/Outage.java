package io.sutler.store.sql;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * How long a database has been unreachable. Who comes early in an outage waits for its end, who
 * comes late is told at once: else all would wait behind one another. Thread-safe.
 */
final class Outage {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);
  private static final long BETWEEN_TRIES = TimeUnit.MILLISECONDS.toNanos(250);

  private record Since(long nanos, long newest, SQLException fault) {}

  @org.jspecify.annotations.Nullable private volatile Since since;

  /**
   * Before each try.
   *
   * @throws SQLException of a try just before, in an outage that has lasted too long to wait
   */
  void check() throws SQLException {
    var now = since;
    if (now != null && !isYoung(now) && System.nanoTime() - now.newest < BETWEEN_TRIES) {
      throw now.fault;
    }
  }

  /** After a try that lost its connection: whether to try again. */
  synchronized boolean isBorne(SQLException fault) {
    long now = System.nanoTime();
    var before = since;
    since = new Since(before == null ? now : before.nanos, now, fault);
    return isYoung(since);
  }

  private static boolean isYoung(Since outage) {
    return System.nanoTime() - outage.nanos < PATIENCE;
  }

  /** After a try that was answered. */
  void over() {
    if (since != null) {
      since = null;
    }
  }
}
