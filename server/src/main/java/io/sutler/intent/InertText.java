package io.sutler.intent;

import io.sutler.domain.Refusal;
import java.util.List;
import java.util.Map;

/**
 * Refuses what may not stand in stored data: the control characters that secrets' placeholders are
 * made of, null, and what is larger than any honest request.
 */
final class InertText {
  private static final int MOST = 256 * 1024;
  private static final int DEEPEST = 50;

  private InertText() {}

  /**
   * @param pointer where the data stands in the request
   * @throws Refusal INVALID, with a pointer to the first fault
   */
  static void require(String pointer, @org.jspecify.annotations.Nullable Object data) {
    if (measure(pointer, present(pointer, data), 0) > MOST) {
      throw Refusal.invalid(
          pointer, "this is more than %d KiB of data: make it smaller".formatted(MOST / 1024));
    }
  }

  /** One line for people: no control characters, at most {@code longest} characters. */
  static void requireLine(String pointer, String text, int longest) {
    if (text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
      throw Refusal.invalid(pointer, "use one line of at most %d characters".formatted(longest));
    }
  }

  /** What may stand in an audit row or a sentence of a name that somebody sent. */
  static String shown(String text) {
    var line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() > 100 ? line.substring(0, 100) + "…" : line;
  }

  private static long measure(String pointer, Object data, int depth) {
    if (depth > DEEPEST) {
      throw Refusal.invalid(
          pointer, "this is nested too deeply: use at most " + DEEPEST + " levels");
    }
    return switch (data) {
      case String text -> measureText(pointer, text);
      case Map<?, ?> map -> {
        long sum = 2;
        for (var entry : map.entrySet()) {
          var key = String.valueOf(entry.getKey());
          var at = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
          sum += measureText(pointer, key) + measure(at, present(at, entry.getValue()), depth + 1);
        }
        yield sum;
      }
      case List<?> list -> {
        long sum = 2;
        for (int i = 0; i < list.size(); i++) {
          var at = pointer + "/" + i;
          sum += 1 + measure(at, present(at, list.get(i)), depth + 1);
        }
        yield sum;
      }
      case Number number -> number.toString().length();
      case Boolean _ -> 5;
      case Object other -> throw Refusal.invalid(pointer, "this is no JSON value");
    };
  }

  private static Object present(String pointer, @org.jspecify.annotations.Nullable Object value) {
    if (value == null) {
      throw Refusal.invalid(pointer, "null is no value here: leave it out");
    }
    return value;
  }

  private static long measureText(String pointer, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= '\u0002') {
        throw Refusal.invalid(
            pointer, "the control characters U+0000 to U+0002 may not be used: remove them");
      }
    }
    return text.length();
  }
}
