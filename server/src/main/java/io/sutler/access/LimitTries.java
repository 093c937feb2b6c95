package io.sutler.access;

import io.sutler.domain.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bounds failed sign-ins: per name and address, and more loosely per address alone, in windows of a
 * minute. Remembers a bounded number. Thread-safe.
 */
final class LimitTries {
  private static final int PER_NAME = 10;
  private static final int PER_ADDRESS = 100;
  private static final int REMEMBERED = 10_000;
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private final Map<String, Window> windows =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @throws Refusal TOO_MANY
   */
  synchronized void admit(String name, String address, Instant now) {
    refuseAbove(PER_NAME, name + "\n" + address, now);
    refuseAbove(PER_ADDRESS, address, now);
  }

  synchronized void failed(String name, String address, Instant now) {
    count(name + "\n" + address, now);
    count(address, now);
  }

  private void refuseAbove(int most, String key, Instant now) {
    var window = windows.get(key);
    if (window == null || window.failures < most || !now.isBefore(window.ends)) {
      return;
    }
    long seconds = Math.max(1, Duration.between(now, window.ends).toSeconds());
    throw new Refusal(
        Refusal.Kind.TOO_MANY,
        "too-many-tries",
        "too many failed sign-ins: try again in %d s".formatted(seconds),
        java.util.List.of(),
        Map.of("retryAfter", seconds));
  }

  private void count(String key, Instant now) {
    windows.merge(
        key,
        new Window(1, now.plus(WINDOW)),
        (old, fresh) -> now.isBefore(old.ends) ? new Window(old.failures + 1, old.ends) : fresh);
  }

  private record Window(int failures, Instant ends) {}
}
