package io.sutler.catalog;

import io.sutler.domain.SecretRef;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Finds secrets' placeholders in data. */
final class Placeholders {
  private Placeholders() {}

  /** Whether any text in {@code data} holds a placeholder, a piece of one, or U+0000. */
  static boolean anyControl(Object data) {
    return switch (data) {
      case String text -> SecretRef.isIn(text) || text.indexOf('\0') >= 0;
      case Map<?, ?> map ->
          map.entrySet().stream().anyMatch(e -> anyControl(e.getKey()) || anyControl(e.getValue()));
      case Collection<?> list -> list.stream().anyMatch(Placeholders::anyControl);
      default -> false;
    };
  }

  /**
   * An expression can cut placeholders into pieces, or write control characters by escapes, and so
   * put together a placeholder of somebody else's secret: only those that went in may come out.
   */
  static void requireGiven(Object result, Map<String, Object> variables) throws CannotFill {
    if (!anyControl(result)) {
      return;
    }
    Set<String> given = new HashSet<>();
    collect(variables, given);
    Set<String> made = new HashSet<>();
    collect(result, made);
    if (!given.containsAll(made)) {
      throw CannotFill.never("it makes up a secret that it was not given");
    }
  }

  private static void collect(Object data, Set<String> ids) {
    switch (data) {
      case String text -> {
        var matcher = SecretRef.IN_TEXT.matcher(text);
        while (matcher.find()) {
          ids.add(matcher.group(1));
        }
      }
      case Map<?, ?> map ->
          map.forEach((key, value) -> {
            collect(key, ids);
            collect(value, ids);
          });
      case Collection<?> list -> list.forEach(item -> collect(item, ids));
      default -> {}
    }
  }
}
