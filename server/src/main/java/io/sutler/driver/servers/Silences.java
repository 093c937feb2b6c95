package io.sutler.driver.servers;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Since when machines do not answer. Kept in memory: a Sutler that was started anew has all the
 * more patience. Thread-safe.
 */
final class Silences {
  private static final int MANY = 10_000;
  private static final Duration FORGOTTEN = Duration.ofDays(1);
  private final Map<String, Instant> began = new ConcurrentHashMap<>();

  /** It did not answer now: since when? */
  Instant since(String machine, Instant now) {
    if (began.size() > MANY) {
      // of machines that are gone nobody asks again
      began.values().removeIf(then -> then.plus(FORGOTTEN).isBefore(now));
    }
    return began.computeIfAbsent(machine, _ -> now);
  }

  /** It answered, or was started again. */
  void broken(String machine) {
    began.remove(machine);
  }
}
