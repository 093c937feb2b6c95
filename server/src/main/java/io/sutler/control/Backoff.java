package io.sutler.control;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** When to try again: 1 s, doubled each time, at most 5 minutes, spread by up to a fifth. */
final class Backoff {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * @param attempts failures in a row, from 1
   */
  Instant after(Instant now, int attempts) {
    long millis = Math.min(LONGEST.toMillis(), 1000L << Math.min(20, Math.max(0, attempts - 1)));
    return now.plusMillis(millis + random.nextLong(millis / 5 + 1));
  }
}
