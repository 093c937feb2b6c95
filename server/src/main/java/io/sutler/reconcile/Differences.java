package io.sutler.reconcile;

import io.sutler.domain.SecretRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Tells people which inputs changed; secrets are never shown, not even as placeholders. */
public final class Differences {
  private static final int LONGEST = 80;

  private Differences() {}

  /** One line per changed leaf: {@code max_connections: 100 -> 50}. */
  public static List<String> between(Map<String, Object> before, Map<String, Object> after) {
    var lines = new ArrayList<String>();
    walk("", before, after, lines);
    return List.copyOf(lines);
  }

  private static void walk(String path, Map<?, ?> before, Map<?, ?> after, List<String> lines) {
    var keys = new TreeSet<String>();
    before.keySet().forEach(k -> keys.add(String.valueOf(k)));
    after.keySet().forEach(k -> keys.add(String.valueOf(k)));
    for (var key : keys) {
      var old = before.get(key);
      var now = after.get(key);
      var at = path.isEmpty() ? key : path + "." + key;
      if (old instanceof Map<?, ?> a && now instanceof Map<?, ?> b) {
        walk(at, a, b, lines);
      } else if (old == null || !old.equals(now)) {
        lines.add(shortName(at) + ": " + text(old) + " -> " + text(now));
      }
    }
  }

  /** People think of the setting, not of the place in the driver's inputs that carries it. */
  private static String shortName(String path) {
    return path.startsWith("settings.") ? path.substring("settings.".length()) : path;
  }

  private static String text(@org.jspecify.annotations.Nullable Object value) {
    if (value == null) {
      return "(none)";
    }
    var text = String.valueOf(value);
    if (SecretRef.isIn(text)) {
      return "(secret)";
    }
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
