package io.sutler.domain;

import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Universally unique, lexicographically sortable identifiers (github.com/ulid/spec): 48 bits of
 * milliseconds and 80 random bits in 26 characters of Crockford's base 32.
 */
public final class Ulid {
  private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

  private Ulid() {}

  /** A new identifier for {@code now}; two of the same millisecond sort by chance. */
  public static String of(Instant now, RandomGenerator random) {
    long millis = now.toEpochMilli();
    long high = random.nextLong();
    long low = random.nextLong();
    var out = new char[26];
    for (int i = 9; i >= 0; i--, millis >>>= 5) {
      out[i] = DIGITS[(int) (millis & 31)];
    }
    for (int i = 10; i < 18; i++, high >>>= 5) {
      out[i] = DIGITS[(int) (high & 31)];
    }
    for (int i = 18; i < 26; i++, low >>>= 5) {
      out[i] = DIGITS[(int) (low & 31)];
    }
    return new String(out);
  }
}
