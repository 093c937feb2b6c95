package io.sutler.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that tests move. Thread-safe. */
public final class MovedClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-11-28T10:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  public synchronized void pass(Duration time) {
    now = now.plus(time);
  }
}
