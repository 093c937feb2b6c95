package io.sutler.json;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Remembers what was last made of a key in each of a fixed number of slots, where making it again
 * costs more than comparing keys: texts that are read, things that are written. What it gives is
 * shared and must not be changed. Thread-safe, without a lock.
 */
public final class Slots<K, V> {
  private static final int SLOTS = 1024;

  private record Kept<K, V>(K key, V value) {}

  private final AtomicReferenceArray<Kept<K, V>> kept = new AtomicReferenceArray<>(SLOTS);

  /** Empty where it was not kept, or another took its slot since. */
  public Optional<V> get(K key) {
    var last = kept.get(slot(key));
    return last != null && last.key().equals(key) ? Optional.of(last.value()) : Optional.empty();
  }

  public void keep(K key, V value) {
    kept.set(slot(key), new Kept<>(key, value));
  }

  private static int slot(Object key) {
    int hash = key.hashCode();
    return (hash ^ hash >>> 16) & SLOTS - 1;
  }
}
