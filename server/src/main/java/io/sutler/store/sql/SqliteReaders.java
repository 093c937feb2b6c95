package io.sutler.store.sql;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A few connections on platform threads of their own: SQLite's driver is native code and would pin
 * a virtual thread's carrier. Thread-safe.
 */
final class SqliteReaders implements Readers {
  private static final int THREADS = 4;
  private final ExecutorService threads;
  private final ConcurrentLinkedQueue<Session> idle = new ConcurrentLinkedQueue<>();
  private final SqliteFile file;
  private final Trouble trouble;

  SqliteReaders(SqliteFile file, Trouble trouble) {
    this.file = file;
    this.trouble = trouble;
    this.threads =
        Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("store-read-", 1).daemon().factory());
  }

  @Override
  public <T> CompletableFuture<T> start(Session.Work<T> work) {
    var done = new CompletableFuture<T>();
    try {
      threads.execute(() -> carryOut(work, done));
    } catch (RejectedExecutionException e) {
      done.completeExceptionally(trouble.closed());
    }
    return done;
  }

  private <T> void carryOut(Session.Work<T> work, CompletableFuture<T> done) {
    try {
      var there = idle.poll();
      var session = there != null ? there : file.reading();
      try {
        done.complete(work.with(session));
      } finally {
        idle.add(session);
      }
    } catch (SQLException e) {
      done.completeExceptionally(trouble.tell(e));
    } catch (RuntimeException | Error e) {
      done.completeExceptionally(e);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
      for (var session : idle) {
        session.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      throw trouble.tell(e);
    }
  }
}
