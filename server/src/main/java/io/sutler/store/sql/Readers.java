package io.sutler.store.sql;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A few connections for reading, on platform threads of their own: SQLite's driver is native code
 * and would pin a virtual thread's carrier, and an interrupt of a virtual thread would close the
 * socket under PostgreSQL's. Thread-safe.
 */
final class Readers implements AutoCloseable {
  private final ExecutorService threads;
  private final ConcurrentLinkedQueue<Session> idle = new ConcurrentLinkedQueue<>();
  private final Map<List<Object>, CompletableFuture<?>> asked = new ConcurrentHashMap<>();
  private final Source source;
  private final Outage outage;
  private final Trouble trouble;

  /** Opens a connection for reading, with autocommit. */
  @FunctionalInterface
  interface Source {
    Session open() throws SQLException;
  }

  Readers(int count, Source source, Outage outage, Trouble trouble) {
    this.source = source;
    this.outage = outage;
    this.trouble = trouble;
    this.threads =
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().name("store-read-", 1).daemon().factory());
  }

  /** Not interruptible. */
  <T> T read(Session.Work<T> work) {
    return Waiting.on(start(work));
  }

  /**
   * One read for all who ask the same before it begins: what everybody asks, such as for a project,
   * is not read once for each of many at once. No answer is older than its question. The answer is
   * shared: nothing of it may be changed.
   *
   * @param question equal for the same work alone
   */
  <T> T readOnce(List<Object> question, Session.Work<T> work) {
    var mine = new CompletableFuture<T>();
    @SuppressWarnings("unchecked")
    var others = (CompletableFuture<T>) asked.putIfAbsent(question, mine);
    var answer = others == null ? mine : others;
    if (others == null) {
      start(
          session -> {
            asked.remove(question, mine);
            return work.with(session);
          },
          mine);
    }
    try {
      return Waiting.on(answer);
    } catch (RuntimeException | Error e) {
      // it may have failed before it began: who asks next must not be given this answer
      asked.remove(question, answer);
      throw e;
    }
  }

  /** Work may be repeated when a connection is lost. */
  <T> CompletableFuture<T> start(Session.Work<T> work) {
    var done = new CompletableFuture<T>();
    start(work, done);
    return done;
  }

  private <T> void start(Session.Work<T> work, CompletableFuture<T> done) {
    try {
      threads.execute(() -> carryOut(work, done));
    } catch (RejectedExecutionException e) {
      done.completeExceptionally(trouble.closed());
    }
  }

  private <T> void carryOut(Session.Work<T> work, CompletableFuture<T> done) {
    try {
      done.complete(untilAnswered(work));
    } catch (SQLException e) {
      done.completeExceptionally(trouble.tell(e));
    } catch (RuntimeException | Error e) {
      done.completeExceptionally(e);
    }
  }

  private <T> T untilAnswered(Session.Work<T> work) throws SQLException {
    for (int tries = 1; ; tries++) {
      outage.check();
      try {
        var result = once(work);
        outage.over();
        return result;
      } catch (SQLException e) {
        if (!Trouble.isLost(e) || !outage.isBorne(e) || threads.isShutdown()) {
          throw e;
        }
        Backoff.before(tries);
      }
    }
  }

  private <T> T once(Session.Work<T> work) throws SQLException {
    var there = idle.poll();
    var session = there != null ? there : source.open();
    boolean usable = true;
    try {
      return work.with(session);
    } catch (SQLException e) {
      usable = !Trouble.isLost(e);
      throw e;
    } finally {
      if (usable) {
        idle.add(session);
      } else {
        session.drop();
      }
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    idle.forEach(Session::drop);
  }
}
