package io.sutler.api.v1;

import io.sutler.domain.Refusal;
import io.sutler.domain.Units;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Single values between domain and wire. */
final class Words {
  /** Written instead of a duration to take one away. */
  private static final String NEVER = "never";

  private static final Duration LONGEST = Duration.ofDays(3660);

  private Words() {}

  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws Refusal INVALID
   */
  static <E extends Enum<E>> E read(Class<E> type, String text, String pointer) {
    for (var value : type.getEnumConstants()) {
      if (of(value).equals(text)) {
        return value;
      }
    }
    var all = java.util.Arrays.stream(type.getEnumConstants()).map(Words::of).toList();
    throw Refusal.invalid(pointer, "use one of " + String.join(", ", all));
  }

  /**
   * @throws Refusal INVALID
   */
  static Duration duration(String text, String pointer) {
    return Units.duration(text)
        .filter(d -> d.compareTo(LONGEST) <= 0)
        .orElseThrow(() -> Refusal.invalid(pointer, Units.DURATION_RULE + ", ten years at most"));
  }

  static Optional<Duration> duration(Optional<String> text, String pointer) {
    return text.map(t -> duration(t, pointer));
  }

  /** Empty: leave it; empty within: take it away. */
  static Optional<Optional<Duration>> durationOrNever(Optional<String> text, String pointer) {
    return text.map(t -> t.equals(NEVER) ? Optional.empty() : Optional.of(duration(t, pointer)));
  }

  static Map<String, Duration> durations(Map<String, String> texts, String pointer) {
    var out = new LinkedHashMap<String, Duration>();
    texts.forEach((name, text) -> out.put(name, duration(text, pointer + "/" + name)));
    return out;
  }

  /** As people write it; the largest unit that gives a whole number. */
  static String of(Duration duration) {
    long seconds = duration.toSeconds();
    if (duration.toMillisPart() != 0) {
      return duration.toMillis() + "ms";
    }
    if (seconds % 86_400 == 0 && seconds > 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3600 == 0 && seconds > 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
  }

  static Optional<String> unlessEmpty(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
