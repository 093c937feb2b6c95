package io.sutler.api;

import io.sutler.domain.Refusal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket for each caller: holds two seconds' worth, so that bursts pass. Thread-safe; the
 * memory that it takes is bounded.
 */
final class RateLimit {
  private static final int MOST_CALLERS = 20_000;

  private final double perSecond;
  private final InstantSource clock;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

  RateLimit(double perSecond, InstantSource clock) {
    this.perSecond = perSecond;
    this.clock = clock;
  }

  private record Bucket(double left, long millis, boolean admitted) {}

  /**
   * @throws Refusal TOO_MANY with {@code retryAfter} seconds
   */
  void take(String caller) {
    long now = clock.millis();
    if (buckets.size() > MOST_CALLERS) {
      buckets.values().removeIf(b -> refilled(b, now) >= burst());
      if (buckets.size() > MOST_CALLERS) {
        buckets.clear();
      }
    }
    var bucket = buckets.compute(caller, (key, before) -> drawn(before, now));
    if (!bucket.admitted()) {
      long wait = Math.max(1, (long) Math.ceil(1 / perSecond));
      throw new Refusal(
          Refusal.Kind.TOO_MANY,
          "too-many-requests",
          "too many requests: wait " + wait + " s, then go on more slowly",
          List.of(),
          Map.of("retryAfter", wait));
    }
  }

  private Bucket drawn(@Nullable Bucket before, long now) {
    double left = before == null ? burst() : refilled(before, now);
    return left >= 1 ? new Bucket(left - 1, now, true) : new Bucket(left, now, false);
  }

  private double refilled(Bucket bucket, long now) {
    return Math.min(
        burst(), bucket.left() + Math.max(0, now - bucket.millis()) / 1000.0 * perSecond);
  }

  private double burst() {
    return Math.max(1, 2 * perSecond);
  }
}
