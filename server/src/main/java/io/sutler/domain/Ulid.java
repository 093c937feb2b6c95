package io.sutler.domain;

import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Universally unique, lexicographically sortable identifiers (github.com/ulid/spec): 48 bits of
 * milliseconds and 80 random bits in 26 characters of Crockford's base 32. Monotonic: in one
 * process, those of the same millisecond sort in the order in which they were made. Thread-safe.
 */
public final class Ulid {
  private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

  /** 39 of the lower 40 bits: room to count up from any start. */
  private static final long LOW = (1L << 39) - 1;

  private static long lastMillis = -1;
  private static long lastHigh;
  private static long lastLow;

  private Ulid() {}

  /** A new identifier for {@code now}. */
  public static synchronized String of(Instant now, RandomGenerator random) {
    long millis = now.toEpochMilli();
    if (millis == lastMillis) {
      lastLow++;
    } else {
      lastMillis = millis;
      lastHigh = random.nextLong();
      lastLow = random.nextLong() & LOW;
    }
    return text(millis, lastHigh, lastLow);
  }

  private static String text(long time, long upper, long lower) {
    long millis = time;
    long high = upper;
    long low = lower;
    var out = new char[26];
    for (int i = 9; i >= 0; i--, millis >>>= 5) {
      out[i] = DIGITS[(int) (millis & 31)];
    }
    for (int i = 17; i >= 10; i--, high >>>= 5) {
      out[i] = DIGITS[(int) (high & 31)];
    }
    for (int i = 25; i >= 18; i--, low >>>= 5) {
      out[i] = DIGITS[(int) (low & 31)];
    }
    return new String(out);
  }
}
