package io.sutler.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One platform thread that carries out waiting writes, all that wait in one commit. A write that
 * fails does not fail those beside it: the group is then repeated one by one. Thread-safe.
 */
final class GroupWriter implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(GroupWriter.class.getName());
  private static final int GROUP = 512;
  private final LinkedBlockingQueue<Pending> queue = new LinkedBlockingQueue<>(20_000);
  private final Transactor transactor;
  private final Trouble trouble;
  private final Thread thread;
  private volatile boolean closed;
  private boolean told;
  private volatile long lastCommit = System.nanoTime();

  GroupWriter(String name, Transactor transactor, Trouble trouble) {
    this.transactor = transactor;
    this.trouble = trouble;
    this.thread = Thread.ofPlatform().name(name).daemon().start(this::loop);
  }

  /** Returns when it is durable. Not interruptible: a write once asked for is seen through. */
  <I, R> R write(Batch<I, R> batch, I input) {
    return Waiting.on(post(batch, input));
  }

  /** A rare write. */
  <R> R write(Session.Work<R> work) {
    @SuppressWarnings("unchecked")
    var untyped = (Session.Work<Object>) work;
    @SuppressWarnings("unchecked")
    var result = (R) write(Tasks.RARE, untyped);
    return result;
  }

  /** Does not wait; the future ends when it is durable. */
  <I, R> CompletableFuture<R> post(Batch<I, R> batch, I input) {
    var done = new CompletableFuture<R>();
    @SuppressWarnings("unchecked")
    var pending =
        new Pending(
            (Batch<Object, Object>) batch, input, (CompletableFuture<Object>) (Object) done);
    boolean interrupted = false;
    while (true) {
      if (closed) {
        done.completeExceptionally(trouble.closed());
        break;
      }
      try {
        queue.put(pending);
        if (closed && !thread.isAlive()) {
          refuseQueued();
        }
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return done;
  }

  boolean isClosed() {
    return closed;
  }

  /** {@link System#nanoTime} of the newest commit. */
  long lastCommit() {
    return lastCommit;
  }

  private void loop() {
    var group = new ArrayList<Pending>(GROUP);
    while (!closed || !queue.isEmpty()) {
      try {
        group.add(queue.take());
        queue.drainTo(group, GROUP - 1);
        group.removeIf(p -> p.batch == STOP);
        carryOut(group);
      } catch (InterruptedException e) {
        LOG.log(System.Logger.Level.DEBUG, "a writer is not interruptible", e);
      } catch (RuntimeException | Error e) {
        LOG.log(System.Logger.Level.ERROR, "a group of writes failed as a whole", e);
        group.forEach(p -> p.done.completeExceptionally(e));
      }
      group.clear();
    }
    transactor.close();
  }

  private void carryOut(List<Pending> group) {
    if (group.isEmpty()) {
      return;
    }
    var kinds = kinds(group);
    try {
      List<List<Object>> results = transactor.run(session -> runAll(session, kinds));
      lastCommit = System.nanoTime();
      if (told) {
        told = false;
        LOG.log(System.Logger.Level.INFO, "writes are taken again");
      }
      tell(kinds, results);
    } catch (Transactor.CommitUnknown e) {
      group.stream()
          .filter(p -> !p.isRepeatable())
          .forEach(p -> p.done.completeExceptionally(trouble.unknown(e)));
      carryOut(group.stream().filter(Pending::isRepeatable).toList());
    } catch (SQLException | RuntimeException e) {
      var general = e instanceof SQLException sql && trouble.isGeneral(sql);
      if (group.size() == 1 || general) {
        var failure = e instanceof SQLException sql ? trouble.tell(sql) : (RuntimeException) e;
        if (general && !told) {
          told = true;
          LOG.log(System.Logger.Level.WARNING, "no writes now: " + failure.getMessage());
        }
        group.forEach(p -> p.done.completeExceptionally(failure));
      } else {
        group.forEach(p -> carryOut(List.of(p)));
      }
    }
  }

  private static List<List<Pending>> kinds(List<Pending> group) {
    Map<Batch<?, ?>, List<Pending>> byKind = new IdentityHashMap<>();
    group.forEach(p -> byKind.computeIfAbsent(p.batch, b -> new ArrayList<>()).add(p));
    return byKind.values().stream()
        .sorted(Comparator.comparingInt(of -> of.getFirst().batch.rank()))
        .toList();
  }

  private static List<List<Object>> runAll(Session session, List<List<Pending>> kinds)
      throws SQLException {
    var results = new ArrayList<List<Object>>();
    for (var kind : kinds) {
      var inputs = kind.stream().map(Pending::input).toList();
      results.add(kind.getFirst().batch.run(session, inputs));
    }
    return results;
  }

  private static void tell(List<List<Pending>> kinds, List<List<Object>> results) {
    for (int k = 0; k < kinds.size(); k++) {
      var kind = kinds.get(k);
      var result = results.get(k);
      try {
        kind.getFirst().batch.committed(result);
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "a listener to committed writes failed", e);
      }
      for (int i = 0; i < kind.size(); i++) {
        kind.get(i).done.complete(result.get(i));
      }
    }
  }

  private void refuseQueued() {
    var left = new ArrayList<Pending>();
    queue.drainTo(left);
    left.forEach(p -> p.done.completeExceptionally(trouble.closed()));
  }

  /** Carries out what waits, then stops. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      var unused = queue.offer(new Pending(STOP, STOP, new CompletableFuture<>()));
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      refuseQueued();
    }
  }

  private static final Batch<Object, Object> STOP =
      new Batch<>() {
        @Override
        public List<Object> run(Session session, List<Object> inputs) {
          return inputs;
        }

        @Override
        public int rank() {
          return 0;
        }
      };

  private record Pending(
      Batch<Object, Object> batch, Object input, CompletableFuture<Object> done) {
    boolean isRepeatable() {
      return batch.repeatable(input);
    }
  }
}
