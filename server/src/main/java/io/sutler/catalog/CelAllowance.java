package io.sutler.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * How much one evaluation may make and read. CEL bounds how often loops run, but not how large a
 * text each turn makes: without this, one line of a plan could fill the memory.
 */
final class CelAllowance {
  private static final ScopedValue<CelAllowance> CURRENT = ScopedValue.newInstance();
  private static final long MOST = 8_000_000;
  private long left = MOST;

  private CelAllowance() {}

  /** Something evaluated within an allowance. */
  interface Work<T> {
    T run() throws CannotFill;
  }

  static <T> T within(Work<T> work) throws CannotFill {
    return ScopedValue.where(CURRENT, new CelAllowance()).call(work::run);
  }

  /** To be called before the work: {@code amount} characters or items. */
  static void take(long amount) {
    var allowance = CURRENT.get();
    allowance.left -= amount;
    if (allowance.left < 0) {
      throw new IllegalArgumentException("it computes too much: make it simpler, or the data less");
    }
  }

  static String join(String a, String b) {
    take((long) a.length() + b.length());
    return a.concat(b);
  }

  /** Loops collect their results by adding one item at a time: that must not copy each time. */
  static List<Object> join(List<?> a, List<?> b) {
    take(b.size());
    if (b.size() == 1 && a instanceof Growing growing && growing.isNewest()) {
      return growing.plus(b.getFirst());
    }
    take(a.size());
    List<Object> items = new ArrayList<>(a.size() + b.size() + 8);
    items.addAll(a);
    items.addAll(b);
    return new Growing(items, items.size());
  }

  /** The first items of a list that others may have grown further. */
  private static final class Growing extends java.util.AbstractList<Object> {
    private final List<Object> items;
    private final int size;

    Growing(List<Object> items, int size) {
      this.items = items;
      this.size = size;
    }

    boolean isNewest() {
      return items.size() == size;
    }

    Growing plus(Object item) {
      items.add(item);
      return new Growing(items, size + 1);
    }

    @Override
    public Object get(int index) {
      return items.get(java.util.Objects.checkIndex(index, size));
    }

    @Override
    public int size() {
      return size;
    }
  }
}
