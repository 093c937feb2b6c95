package io.sutler.control;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Which key's turn it is. Marks carry no content and collapse; a key runs once at a time, and a
 * mark that comes meanwhile makes exactly one more pass. New work always goes before resync, and a
 * quarter of the turns is its alone: resyncs that hang cannot keep it waiting. Thread-safe; idle
 * keys cost one bit.
 */
final class WorkQueue {
  /**
   * A key to be worked on.
   *
   * @param fresh from the lane of new work
   * @param durable its mark stands in the store and must be taken off there
   */
  record Turn(long key, boolean fresh, boolean durable) {}

  private enum Stage {
    QUEUED_LOW,
    QUEUED,
    RUNNING
  }

  private static final class Entry {
    Stage stage = Stage.QUEUED;
    boolean low;
    Runnable wake = () -> {};
    boolean durable;
    boolean marked;
    int marks;
  }

  private record Timed(long due, long key) {}

  private final Map<Long, Entry> busy = new HashMap<>();
  private final ArrayDeque<Long> fresh = new ArrayDeque<>();
  private final ArrayDeque<Long> low = new ArrayDeque<>();
  private final PriorityQueue<Timed> timed =
      new PriorityQueue<>((a, b) -> Long.compare(a.due, b.due));
  private final Map<Long, Long> dueAt = new HashMap<>();
  private final ResyncRing ring;
  private final int most;
  private final int mostLow;
  private int running;
  private int runningLow;
  private boolean closed;

  /**
   * @param most keys that run at once; at least 2
   */
  WorkQueue(ResyncRing ring, int most) {
    this.ring = ring;
    this.most = most;
    this.mostLow = Math.max(1, most - most / 4);
  }

  /** Keys that run at once. */
  int most() {
    return most;
  }

  /** Says that a key is due now. */
  synchronized void mark(long key, boolean durable) {
    ring.add(key);
    put(key, true, durable);
  }

  /** Makes a key known, and due at a time if that is not {@code Long.MAX_VALUE}. */
  synchronized void know(long key, long dueMillis) {
    ring.add(key);
    at(key, dueMillis);
  }

  private void at(long key, long dueMillis) {
    if (dueMillis == Long.MAX_VALUE) {
      dueAt.remove(key);
      return;
    }
    var standing = dueAt.put(key, dueMillis);
    if (standing == null || standing != dueMillis) {
      timed.add(new Timed(dueMillis, key));
    }
  }

  private void put(long key, boolean isFresh, boolean durable) {
    var entry = busy.get(key);
    if (entry == null) {
      entry = new Entry();
      entry.stage = isFresh ? Stage.QUEUED : Stage.QUEUED_LOW;
      busy.put(key, entry);
      (isFresh ? fresh : low).add(key);
      notifyAll();
    } else if (entry.stage == Stage.RUNNING) {
      if (isFresh) {
        entry.marked = true;
        entry.marks++;
        entry.wake.run();
      }
    } else if (entry.stage == Stage.QUEUED_LOW && isFresh) {
      entry.stage = Stage.QUEUED;
      fresh.add(key);
      notifyAll();
    }
    entry.durable |= durable;
  }

  /** Waits for a turn. */
  synchronized Turn take() throws InterruptedException {
    while (true) {
      if (closed) {
        throw new InterruptedException("closed");
      }
      if (running < most) {
        var key = next();
        if (key != null) {
          var entry = busy.get(key);
          if (entry == null) {
            continue;
          }
          var turn = new Turn(key, entry.stage == Stage.QUEUED, entry.durable);
          entry.stage = Stage.RUNNING;
          entry.durable = false;
          running++;
          if (!turn.fresh()) {
            entry.low = true;
            runningLow++;
          }
          return turn;
        }
      }
      wait();
    }
  }

  private @Nullable Long next() {
    var key = fresh.poll();
    while (key == null && runningLow < mostLow && !low.isEmpty()) {
      var candidate = low.poll();
      var entry = busy.get(candidate);
      if (entry != null && entry.stage == Stage.QUEUED_LOW) {
        key = candidate;
      }
    }
    return key;
  }

  /**
   * Ends a turn; {@code dueMillis} is when to come again, {@code Long.MAX_VALUE} for resync only.
   */
  synchronized void done(long key, long dueMillis) {
    var entry = left(key);
    if (entry != null && entry.marked) {
      put(key, true, entry.durable);
    } else {
      at(key, dueMillis);
    }
    freed();
  }

  // each pass that ends would wake the one that deals out turns, mostly for nothing
  private void freed() {
    if (!fresh.isEmpty() || !low.isEmpty()) {
      notifyAll();
    }
  }

  private @Nullable Entry left(long key) {
    var entry = busy.remove(key);
    running--;
    if (entry != null && entry.low) {
      runningLow--;
    }
    return entry;
  }

  /**
   * Ends a turn of a key that is no more, or no longer ours; one marked since is looked at again.
   */
  synchronized void forget(long key) {
    var entry = left(key);
    dueAt.remove(key);
    ring.remove(key);
    if (entry != null && entry.marked) {
      mark(key, entry.durable);
    }
    freed();
  }

  /** Takes keys out that are no longer ours; one that runs ends by its fence. */
  synchronized void drop(long key) {
    ring.remove(key);
    dueAt.remove(key);
    var entry = busy.get(key);
    if (entry != null && entry.stage != Stage.RUNNING) {
      busy.remove(key);
      fresh.remove(key);
    }
  }

  /** Runs {@code wake}, which must not wait, at each mark that comes during this key's turn. */
  synchronized void onMark(long key, Runnable wake) {
    var entry = busy.get(key);
    if (entry != null) {
      entry.wake = wake;
      if (entry.marked) {
        wake.run();
      }
    }
  }

  /** How many marks came since this key's turn began. */
  synchronized int marksOf(long key) {
    var entry = busy.get(key);
    return entry == null ? 0 : entry.marks;
  }

  /** Brings up what is due by the clock; gives the next slot of the resync ring. */
  synchronized List<Long> tick(long nowMillis) {
    for (var head = timed.peek(); head != null && head.due <= nowMillis; head = timed.peek()) {
      timed.poll();
      var due = dueAt.get(head.key);
      if (due != null && due == head.due) {
        dueAt.remove(head.key);
        put(head.key, true, true);
      }
    }
    var slot = new ArrayList<Long>();
    ring.tick(key -> {
      if (!busy.containsKey(key)) {
        slot.add(key);
      }
    });
    return slot;
  }

  /** Gives a key a turn after all new work. */
  synchronized void resync(long key) {
    if (ring.contains(key)) {
      put(key, false, false);
    }
  }

  /** Makes all that waits for a time due now: what was reckoned by another clock may be far off. */
  synchronized void bringUpAll() {
    var keys = List.copyOf(dueAt.keySet());
    dueAt.clear();
    timed.clear();
    keys.forEach(key -> put(key, true, true));
  }

  /** When the clock next brings something up, in milliseconds; {@code Long.MAX_VALUE} for never. */
  synchronized long nextDue() {
    return dueAt.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
  }

  synchronized int known() {
    return ring.size();
  }

  synchronized int inFlight() {
    return running;
  }

  synchronized int waiting() {
    return busy.size() - running;
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
