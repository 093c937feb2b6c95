package io.sutler.control;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What the last pass over each key went by, where it found nothing to do. A print is 0 where there
 * is none. Thread-safe; eight bytes a key.
 */
final class Settled {
  private static final int FIRST = 1024;
  private final Map<Long, Long> read = new HashMap<>();
  private long[] prints = new long[FIRST];

  /** A pass over this key is to come, and this is what the store said before it. */
  synchronized void expect(long key, long print) {
    read.put(key, print);
  }

  /** A pass over this key begins: nothing is known by now but what the store said before it. */
  synchronized long begin(long key) {
    forget(key);
    var before = read.remove(key);
    return before == null ? 0 : before;
  }

  synchronized void settle(long key, long print) {
    int at = Math.toIntExact(key);
    if (at >= prints.length) {
      prints = Arrays.copyOf(prints, Math.max(at + 1, prints.length + (prints.length >> 1)));
    }
    prints[at] = print;
  }

  synchronized void forget(long key) {
    if (key < prints.length) {
      prints[(int) key] = 0;
    }
  }

  synchronized boolean is(long key, long print) {
    return print != 0 && key < prints.length && prints[(int) key] == print;
  }
}
