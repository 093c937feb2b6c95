package io.sutler.store.sql;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Moves what was committed from the write-ahead log into the database file, on a thread and a
 * connection of its own so that no writer waits for it. Thread-safe.
 */
final class Checkpointer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Checkpointer.class.getName());
  private static final long EVERY = TimeUnit.SECONDS.toNanos(1);

  /** Pages not yet moved; above it they are moved also while writers are busy. */
  private static final long MANY = 16_384;

  /** Pages in the log; above it writers must wait a moment, or it would never start anew. */
  private static final long TOO_MANY = 65_536;

  /** Rounds after which pages are moved however busy writers are. */
  private static final int LATEST = 10;

  private final AtomicBoolean dirty = new AtomicBoolean(true);
  private final Session session;
  private final Thread thread;
  private volatile boolean closed;
  private int idleRounds;
  private int busyRounds;

  private record Log(long pages, long moved) {}

  Checkpointer(Session session) {
    this.session = session;
    this.thread = Thread.ofPlatform().name("store-checkpoint").daemon().start(this::loop);
  }

  /** Says that something was committed; cheap. */
  void committed() {
    dirty.lazySet(true);
  }

  private void loop() {
    while (!closed) {
      LockSupport.parkNanos(EVERY);
      try {
        round();
      } catch (SQLException e) {
        LOG.log(System.Logger.Level.WARNING, "a checkpoint failed and is tried again", e);
      }
    }
  }

  /** Moving pages syncs the file, and commits wait for the disk meanwhile: better when idle. */
  private void round() throws SQLException {
    if (dirty.getAndSet(false)) {
      idleRounds = 0;
      busyRounds++;
      var log = checkpoint("NOOP");
      if (log.pages - log.moved > MANY || busyRounds >= LATEST) {
        busyRounds = 0;
        if (checkpoint("PASSIVE").pages > TOO_MANY) {
          checkpoint("RESTART");
        }
      }
    } else if (++idleRounds == 1) {
      busyRounds = 0;
      checkpoint("PASSIVE");
    } else if (idleRounds == 5) {
      checkpoint("TRUNCATE");
    }
  }

  private Log checkpoint(String mode) throws SQLException {
    return session
        .first(
            "PRAGMA wal_checkpoint(" + mode + ")",
            row -> {
              row.number();
              return new Log(row.number(), row.number());
            })
        .orElse(new Log(0, 0));
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
      checkpoint("TRUNCATE");
      session.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      LOG.log(System.Logger.Level.WARNING, "the last checkpoint failed", e);
    }
  }
}
