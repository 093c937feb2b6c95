package io.sutler.control;

import io.sutler.domain.Refusal;
import io.sutler.execute.FencedOff;
import io.sutler.store.Fence;
import io.sutler.store.Snapshot;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Gives a key that is due its pass, and tells the queue when to come again. Thread-safe. */
final class TakeTurn {
  private static final Logger LOG = Logger.getLogger(TakeTurn.class.getName());
  private final House house;
  private final WorkQueue queue;
  private final Leases leases;
  private final Timers timers;
  private final Settled settled;
  private final SkipSettled skip;
  private final Backoff backoff;
  private final Shares shares;
  private final BitSet looked = new BitSet();
  private final Map<Long, Integer> broken = new ConcurrentHashMap<>();
  private final LongAdder done = new LongAdder();

  TakeTurn(House house, WorkQueue queue, Leases leases, Timers timers) {
    this.house = house;
    this.queue = queue;
    this.leases = leases;
    this.timers = timers;
    this.settled = new Settled();
    this.skip = new SkipSettled(house, leases, settled);
    this.backoff = new Backoff(house.tools().random());
    this.shares = new Shares(queue.most() - queue.most() / 4);
  }

  /** Those of these keys that the safety resync must give a turn: they are not as they were. */
  List<Long> unsettled(List<Long> keys) {
    try {
      return skip.unsettled(keys);
    } catch (RuntimeException e) {
      // Not a warning ten times a second while a store is away: the passes tell.
      LOG.log(Level.FINE, e, () -> "settled deployments could not be told; all get a pass");
      return keys;
    }
  }

  /** Never throws for what a pass does: no failure of one ends the loop. */
  void take(WorkQueue.Turn turn) {
    try {
      long read = settled.begin(turn.key());
      var snapshot = house.tools().store().passes().read(turn.key());
      if (snapshot.isEmpty()) {
        queue.forget(turn.key());
        return;
      }
      var begun = snapshot.get();
      var fence = leases.fence(begun.deployment().place(), turn.key());
      if (fence.isEmpty()) {
        queue.forget(turn.key());
        return;
      }
      if (!shares.enter(begun.deployment().project(), turn.key())) {
        queue.done(turn.key(), Long.MAX_VALUE);
        return;
      }
      var again = shared(turn, fence.get(), begun, read);
      done.increment();
      broken.remove(turn.key());
      if (again.isEmpty()) {
        queue.forget(turn.key());
      } else {
        queue.done(turn.key(), again.get());
      }
    } catch (FencedOff e) {
      queue.forget(turn.key());
    } catch (InterruptedException e) {
      lookAnew(turn.key());
      queue.done(turn.key(), Long.MAX_VALUE);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      lookAnew(turn.key());
      int times = broken.merge(turn.key(), 1, Integer::sum);
      LOG.log(Level.WARNING, e, () -> "pass over key " + turn.key() + " failed; will try again");
      queue.done(turn.key(), backoff.after(house.tools().clock().instant(), times).toEpochMilli());
    }
  }

  private Optional<Long> shared(WorkQueue.Turn turn, Fence fence, Snapshot begun, long read)
      throws InterruptedException {
    try {
      return pass(turn, fence, begun, read);
    } finally {
      shares.leave(begun.deployment().project()).forEach(key -> queue.mark(key, true));
    }
  }

  private Optional<Long> pass(WorkQueue.Turn turn, Fence fence, Snapshot begun, long read)
      throws InterruptedException {
    var d = begun.deployment();
    try {
      var plan = house.plans().standing(d.desired());
      var pass = new Pass(house, queue, timers, fence, begun);
      var again = pass.run(turn, firstLook(turn.key()), plan);
      if (read != 0) {
        pass.settled(read).ifPresent(print -> settled.settle(turn.key(), print));
      }
      return again;
    } catch (Refusal no) {
      if (!no.code().equals(LoadPlans.MISSING)) {
        throw no;
      }
      lookAnew(turn.key());
      var overdue = new Bells(timers).ring(d, house.tools().clock().instant());
      return Optional.of(new WithoutPlan(house, begun).tell(fence, no.sentence(), overdue));
    }
  }

  /** What a pass that broke left behind is taken over as a dead process's would be. */
  private void lookAnew(long key) {
    look(key, true);
  }

  /** Says whether the next pass over a key is to look for what a dead process left. */
  void look(long key, boolean anew) {
    settled.forget(key);
    synchronized (looked) {
      looked.set((int) key, !anew);
    }
  }

  private boolean firstLook(long key) {
    synchronized (looked) {
      boolean first = !looked.get((int) key);
      looked.set((int) key);
      return first;
    }
  }

  /** Passes of the safety resync that were spared. */
  long spared() {
    return skip.spared();
  }

  /** Keys that wait for other passes of their project. */
  long waiting() {
    return shares.waiting();
  }

  /** Passes that came to their end. */
  long done() {
    return done.sum();
  }
}
