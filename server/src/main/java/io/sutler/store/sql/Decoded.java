package io.sutler.store.sql;

import com.fasterxml.jackson.databind.ObjectReader;
import io.sutler.json.Slots;

/**
 * Decodes a JSON column whose texts come again and again: a row that is read anew has mostly not
 * changed. What it gives is shared and must not be changed. Thread-safe.
 */
final class Decoded<T> {
  private static final int LONGEST = 2048;
  private final ObjectReader reader;
  private final Slots<String, T> known = new Slots<>();

  Decoded(ObjectReader reader) {
    this.reader = reader;
  }

  T of(String text) {
    return known.get(text).orElseGet(() -> decode(text));
  }

  private T decode(String text) {
    T value = JsonColumns.read(reader, text);
    if (text.length() <= LONGEST) {
      known.keep(text, value);
    }
    return value;
  }
}
