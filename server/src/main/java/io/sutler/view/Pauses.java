package io.sutler.view;

import java.time.Duration;

/**
 * Waits between looks: short ones first, longer while nothing happens, never past a deadline. Used
 * by one thread.
 */
final class Pauses {
  private static final Duration SHORTEST = Duration.ofMillis(25);
  private static final Duration LONGEST = Duration.ofMillis(400);
  private Duration next = SHORTEST;

  /** To be called when something happened. */
  void reset() {
    next = SHORTEST;
  }

  /**
   * @param end as of {@link System#nanoTime()}
   * @return false, at once, when {@code end} is over
   */
  boolean pause(long end) throws InterruptedException {
    var left = Duration.ofNanos(end - System.nanoTime());
    if (!left.isPositive()) {
      return false;
    }
    Thread.sleep(left.compareTo(next) < 0 ? left : next);
    var longer = next.multipliedBy(2);
    next = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
    return true;
  }
}
