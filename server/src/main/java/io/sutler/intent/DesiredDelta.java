package io.sutler.intent;

import com.fasterxml.jackson.core.type.TypeReference;
import io.sutler.domain.Desired;
import io.sutler.domain.SecretRef;
import io.sutler.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

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

  /** "stop by ada" says it already; the plan's version is told elsewhere. */
  private static final Set<String> TOLD_BY_THE_VERB = Set.of("planDigest", "runState", "held");

  /** As people give them. */
  private static final Map<String, String> WORDS =
      Map.of("removeAt", "expires", "stopAt", "stops", "mayDestroy", "may destroy");

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
      } else if (!TOLD_BY_THE_VERB.contains(key)) {
        var name = WORDS.getOrDefault(key, key);
        var was = before.getOrDefault(key, "");
        lines.add(name + ": " + shown(plain(key, was)) + " -> " + shown(plain(key, value)));
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

  /** What is no text or number, as people would say it. */
  private static Object plain(String key, Object value) {
    return switch (key) {
      case "removeAt", "stopAt" ->
          value.equals("") ? "never" : value.toString().replaceFirst("\\.[0-9]+Z$", "Z");
      case "schedules" -> each(value, s -> s.get("operation") + " every " + s.get("every"));
      case "bindings" -> each(value, b -> b.get("parameter") + " from " + b.get("output"));
      case String _ -> value;
    };
  }

  private static Object each(Object value, Function<Map<?, ?>, String> said) {
    return value instanceof List<?> list
        ? list.stream()
            .map(one -> one instanceof Map<?, ?> map ? said.apply(map) : String.valueOf(one))
            .map(line -> line.replace(" PT", " ").toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "))
        : value;
  }

  private static String shown(Object value) {
    var text = value instanceof String s ? s : Json.write(value);
    if (SecretRef.isIn(text) || text.contains("\\u0001")) {
      return "(secret)";
    }
    return text.isEmpty() ? "(none)" : text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
