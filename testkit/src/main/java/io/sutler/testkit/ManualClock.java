package io.sutler.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that stands still until it is moved. Thread-safe. */
public final class ManualClock implements InstantSource {
  private volatile Instant now;

  public ManualClock(Instant start) {
    this.now = start;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Moves on by {@code time}, or back when it is negative. */
  public synchronized void advance(Duration time) {
    now = now.plus(time);
  }

  /** Moves on to {@code time}; does nothing when that has passed. */
  public synchronized void reach(Instant time) {
    if (time.isAfter(now)) {
      now = time;
    }
  }
}
