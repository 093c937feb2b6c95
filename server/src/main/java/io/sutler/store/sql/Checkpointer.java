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

  /** Pages; above it writers must wait a moment, or the log would never start anew. */
  private static final long TOO_LONG = 32_768;

  private final AtomicBoolean dirty = new AtomicBoolean(true);
  private final Session session;
  private final Thread thread;
  private volatile boolean closed;
  private int idleRounds;

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

  private void round() throws SQLException {
    if (dirty.getAndSet(false)) {
      idleRounds = 0;
      if (checkpoint("PASSIVE") > TOO_LONG) {
        checkpoint("RESTART");
      }
    } else if (++idleRounds == 5) {
      checkpoint("TRUNCATE");
    }
  }

  /** Pages in the log. */
  private long checkpoint(String mode) throws SQLException {
    return session
        .first(
            "PRAGMA wal_checkpoint(" + mode + ")",
            row -> {
              row.number();
              return row.number();
            })
        .orElse(0L);
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
