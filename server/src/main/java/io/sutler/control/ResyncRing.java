package io.sutler.control;

import java.util.BitSet;
import java.util.function.LongConsumer;

/**
 * The safety resync's clock hand: every known key comes up once per interval, spread evenly by its
 * number. Costs one bit a key, and a tick costs only what is due in it. Not thread-safe.
 */
final class ResyncRing {
  private final int slots;
  private final BitSet known = new BitSet();
  private long ticks;

  /**
   * @param slots ticks in one interval, at least 1
   */
  ResyncRing(int slots) {
    this.slots = slots;
  }

  void add(long key) {
    known.set(Math.toIntExact(key));
  }

  void remove(long key) {
    known.clear(Math.toIntExact(key));
  }

  boolean contains(long key) {
    return known.get(Math.toIntExact(key));
  }

  int size() {
    return known.cardinality();
  }

  /** Gives the keys of the next tick. */
  void tick(LongConsumer due) {
    int end = known.length();
    for (int key = (int) (ticks++ % slots); key < end; key += slots) {
      if (known.get(key)) {
        due.accept(key);
      }
    }
  }
}
