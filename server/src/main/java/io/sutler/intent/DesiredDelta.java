package io.sutler.intent;

import com.fasterxml.jackson.core.type.TypeReference;
import io.sutler.domain.Desired;
import io.sutler.domain.SecretRef;
import io.sutler.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The difference of two levels: as lines for people, and as data that takes the one back to the
 * other.
 *
 * @param changes {@code max_connections: 100 -> 50}; secrets as {@code (secret)}
 * @param before what the older level said, of what differs
 * @param after what the newer one says of it
 */
record DesiredDelta(List<String> changes, Map<String, Object> before, Map<String, Object> after) {
  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  static DesiredDelta between(Desired old, Desired fresh) {
    var from = data(old);
    var to = data(fresh);
    var before = new LinkedHashMap<String, Object>();
    var after = new LinkedHashMap<String, Object>();
    from.forEach((key, value) -> {
      var other = to.get(key);
      if (!Objects.equals(value, other)) {
        before.put(key, orEmpty(value));
        after.put(key, orEmpty(other));
      }
    });
    var lines = new ArrayList<String>();
    after.forEach((key, value) -> {
      if (key.equals("params")) {
        addParams(lines, old.params(), fresh.params());
      } else if (!key.equals("planDigest")) {
        lines.add(key + ": " + shown(before.getOrDefault(key, "")) + " -> " + shown(value));
      }
    });
    return new DesiredDelta(lines, before, after);
  }

  /** {@code level} with what {@code before} says put over it. */
  static Desired back(Desired level, Map<String, Object> before) {
    var data = data(level);
    before.forEach((key, value) -> {
      if (value.equals("")) {
        data.remove(key);
      } else {
        data.put(key, value);
      }
    });
    return Json.mapper().convertValue(data, Desired.class);
  }

  private static void addParams(
      List<String> lines, Map<String, Object> old, Map<String, Object> fresh) {
    var names = new TreeSet<>(old.keySet());
    names.addAll(fresh.keySet());
    for (var name : names) {
      var from = old.get(name);
      var to = fresh.get(name);
      if (!Objects.equals(from, to)) {
        lines.add(name + ": " + shown(orEmpty(from)) + " -> " + shown(orEmpty(to)));
      }
    }
  }

  private static Map<String, Object> data(Desired desired) {
    return Json.mapper().convertValue(desired, OBJECT);
  }

  private static Object orEmpty(@org.jspecify.annotations.Nullable Object value) {
    return value == null ? "" : value;
  }

  private static String shown(Object value) {
    var text = value instanceof String s ? s : Json.write(value);
    if (SecretRef.isIn(text) || text.contains("\\u0001")) {
      return "(secret)";
    }
    return text.isEmpty() ? "(none)" : text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
