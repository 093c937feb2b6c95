package io.sutler.store.sql;

import com.fasterxml.jackson.databind.ObjectReader;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Decodes a JSON column whose texts come again and again, and remembers the last that fell into
 * each of its slots: a row that is read anew has mostly not changed. What it gives is shared and
 * must not be changed. Thread-safe.
 */
final class Decoded<T> {
  private static final int SLOTS = 1024;
  private static final int LONGEST = 2048;

  private record Known<T>(String text, T value) {}

  private final ObjectReader reader;
  private final AtomicReferenceArray<Known<T>> known = new AtomicReferenceArray<>(SLOTS);

  Decoded(ObjectReader reader) {
    this.reader = reader;
  }

  T of(String text) {
    int hash = text.hashCode();
    int slot = (hash ^ hash >>> 16) & SLOTS - 1;
    var last = known.get(slot);
    if (last != null && last.text().equals(text)) {
      return last.value();
    }
    T value = JsonColumns.read(reader, text);
    if (text.length() <= LONGEST) {
      known.set(slot, new Known<>(text, value));
    }
    return value;
  }
}
