package io.sutler.reconcile;

import io.sutler.domain.SecretRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Tells people which inputs changed; secrets are never shown, not even as placeholders. */
public final class Differences {
  private static final int LONGEST = 80;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

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
      } else if (!same(old, now)) {
        lines.add(text(shortName(at)) + ": " + text(old) + " -> " + text(now));
      }
    }
  }

  /** A number is the same number whatever type carries it: stored data lost its types. */
  private static boolean same(
      @org.jspecify.annotations.Nullable Object a, @org.jspecify.annotations.Nullable Object b) {
    return switch (a) {
      case null -> b == null;
      case Number x when b instanceof Number y -> x.toString().equals(y.toString());
      case List<?> x when b instanceof List<?> y ->
          x.size() == y.size()
              && IntStream.range(0, x.size()).allMatch(i -> same(x.get(i), y.get(i)));
      case Map<?, ?> x when b instanceof Map<?, ?> y ->
          x.keySet().equals(y.keySet())
              && x.keySet().stream().allMatch(k -> same(x.get(k), y.get(k)));
      case Object x -> x.equals(b);
    };
  }

  /** People think of the setting, not of the place in the driver's inputs that carries it. */
  private static String shortName(String path) {
    return path.startsWith("settings.") ? path.substring("settings.".length()) : path;
  }

  private static String text(@org.jspecify.annotations.Nullable Object value) {
    if (value == null) {
      return "(none)";
    }
    var text = CONTROL.matcher(String.valueOf(value)).replaceAll(" ");
    if (SecretRef.isIn(String.valueOf(value))) {
      return "(secret)";
    }
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + "…";
  }
}
