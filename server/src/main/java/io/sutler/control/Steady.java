package io.sutler.control;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Time that only passes, and is never set: for how long ago, not for what time it is. Thread-safe.
 */
final class Steady implements InstantSource {
  private final long origin = System.nanoTime();

  @Override
  public Instant instant() {
    return Instant.EPOCH.plusNanos(System.nanoTime() - origin);
  }
}
