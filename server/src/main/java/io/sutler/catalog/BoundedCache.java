package io.sutler.catalog;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers values that can be made again; forgets all when it is full, so that looking up takes no
 * lock. Thread-safe.
 */
final class BoundedCache<K, V> {
  private final int most;
  private final Map<K, V> map = new ConcurrentHashMap<>();

  BoundedCache(int most) {
    this.most = most;
  }

  Optional<V> get(K key) {
    return Optional.ofNullable(map.get(key));
  }

  void put(K key, V value) {
    if (map.size() >= most) {
      map.clear();
    }
    map.put(key, value);
  }
}
