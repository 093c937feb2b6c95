package io.sutler.store.sql;

import io.sutler.store.Work;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Numbers marks by the time they are made, each greater than the one before, and tells listeners of
 * them. Thread-safe.
 */
final class MarkClock {
  private final InstantSource clock;
  private final AtomicLong last = new AtomicLong();
  private final List<Consumer<Work>> listeners = new CopyOnWriteArrayList<>();

  MarkClock(InstantSource clock) {
    this.clock = clock;
  }

  long now() {
    return Micros.of(clock.instant());
  }

  long next() {
    long now = now();
    return last.updateAndGet(before -> Math.max(before + 1, now));
  }

  /** The work of a key just marked as new. */
  Work fresh(long key, String place, long due) {
    return new Work(key, place, Work.shardOf(key), due, true, 0, next());
  }

  void listen(Consumer<Work> listener) {
    listeners.add(listener);
  }

  void tell(Work work) {
    listeners.forEach(l -> l.accept(work));
  }
}
