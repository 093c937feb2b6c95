package io.sutler.catalog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps the values used last. Thread-safe. */
final class BoundedCache<K, V> {
  private final int most;
  private final Map<K, V> map = new LinkedHashMap<>(16, 0.75f, true);

  BoundedCache(int most) {
    this.most = most;
  }

  synchronized Optional<V> get(K key) {
    return Optional.ofNullable(map.get(key));
  }

  synchronized void put(K key, V value) {
    map.put(key, value);
    if (map.size() > most) {
      map.remove(map.keySet().iterator().next());
    }
  }
}
