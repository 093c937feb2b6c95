package io.sutler.driver.local;

import java.nio.charset.StandardCharsets;

/** Remembers the last bytes of a stream. Not thread-safe. */
final class Ring {
  private final byte[] bytes;
  private long total;

  Ring(int size) {
    bytes = new byte[size];
  }

  void add(byte[] from, int offset, int length) {
    int skip = Math.max(0, length - bytes.length);
    for (int at = offset + skip, left = length - skip; left > 0; ) {
      int place = (int) ((total + skip) % bytes.length);
      int part = Math.min(left, bytes.length - place);
      System.arraycopy(from, at, bytes, place, part);
      at += part;
      left -= part;
      total += part;
    }
    total += skip;
  }

  /** The last {@code max} bytes or fewer as text, without zeros. */
  String last(int max) {
    int length = (int) Math.min(Math.min(total, bytes.length), max);
    var out = new byte[length];
    for (int i = 0; i < length; i++) {
      out[i] = bytes[(int) ((total - length + i) % bytes.length)];
    }
    return new String(out, StandardCharsets.UTF_8).replace("\0", "");
  }
}
