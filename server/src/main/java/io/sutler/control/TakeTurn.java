package io.sutler.control;

import io.sutler.execute.FencedOff;
import java.util.BitSet;
import java.util.Map;
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
  private final Backoff backoff;
  private final BitSet looked = new BitSet();
  private final Map<Long, Integer> broken = new ConcurrentHashMap<>();
  private final LongAdder done = new LongAdder();

  TakeTurn(House house, WorkQueue queue, Leases leases, Timers timers) {
    this.house = house;
    this.queue = queue;
    this.leases = leases;
    this.timers = timers;
    this.backoff = new Backoff(house.tools().random());
  }

  /** Never throws for what a pass does: no failure of one ends the loop. */
  void take(WorkQueue.Turn turn) {
    try {
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
      var plan =
          house
              .plans()
              .byDigest(begun.deployment().desired().planDigest())
              .orElseThrow(() -> new IllegalStateException("its plan's version is not stored"));
      var again =
          new Pass(house, queue, timers, fence.get(), begun).run(turn, firstLook(turn.key()), plan);
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

  /** What a pass that broke left behind is taken over as a dead process's would be. */
  void lookAnew(long key) {
    synchronized (looked) {
      looked.clear((int) key);
    }
  }

  private boolean firstLook(long key) {
    synchronized (looked) {
      boolean first = !looked.get((int) key);
      looked.set((int) key);
      return first;
    }
  }

  /** Passes that came to their end. */
  long done() {
    return done.sum();
  }
}
