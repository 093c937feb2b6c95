package io.sutler.domain;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes by itself of ghosts in a region, as its setting {@code ghosts} says: {@code
 * {"remove_after": "24h"}}. Where nothing is said, nothing is removed without an order.
 *
 * @param removeAfter how long a ghost is borne that holds no data
 * @param removeDataAfter how long one that does; a person must have said that for itself
 */
public record GhostPolicy(Optional<Duration> removeAfter, Optional<Duration> removeDataAfter) {
  /** The setting's name. */
  public static final String SETTING = "ghosts";

  public static final GhostPolicy NEVER = new GhostPolicy(Optional.empty(), Optional.empty());
  private static final String AFTER = "remove_after";
  private static final String DATA_AFTER = "remove_data_after";
  private static final Duration SHORTEST = Duration.ofMinutes(10);

  /**
   * @throws IllegalArgumentException with a sentence when it is not understood
   */
  public static GhostPolicy of(Region region) {
    var said = region.settings().get(SETTING);
    if (said == null) {
      return NEVER;
    }
    if (!(said instanceof Map<?, ?> map) || !Set.of(AFTER, DATA_AFTER).containsAll(map.keySet())) {
      throw new IllegalArgumentException(
          "ghosts: write {\"remove_after\": \"24h\"}, and remove_data_after for what holds data");
    }
    return new GhostPolicy(time(map, AFTER), time(map, DATA_AFTER));
  }

  /** How long such a ghost is borne; empty for ever. */
  public Optional<Duration> bears(boolean data) {
    return data ? removeDataAfter : removeAfter;
  }

  private static Optional<Duration> time(Map<?, ?> map, String key) {
    var said = map.get(key);
    if (said == null) {
      return Optional.empty();
    }
    var time = said instanceof String text ? Units.duration(text) : Optional.<Duration>empty();
    if (time.isEmpty() || time.get().compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "ghosts: %s is a time of 10m or more: %s".formatted(key, Units.DURATION_RULE));
    }
    return time;
  }
}
