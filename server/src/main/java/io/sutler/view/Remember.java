package io.sutler.view;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Remembers a bounded number of facts that never change. Thread-safe. */
final class Remember<K, V> {
  private static final int MOST = 10_000;
  private final Map<K, V> known = new ConcurrentHashMap<>();
  private final Function<K, V> find;

  Remember(Function<K, V> find) {
    this.find = find;
  }

  V get(K key) {
    var value = known.get(key);
    if (value == null) {
      value = find.apply(key);
      if (known.size() >= MOST) {
        known.clear();
      }
      known.put(key, value);
    }
    return value;
  }
}
