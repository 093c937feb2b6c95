package io.sutler.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was asked of a benchmark: {@code --name value} pairs. */
record Flags(Map<String, String> values) {
  static Flags of(List<String> args) {
    var values = new TreeMap<String, String>();
    for (int i = 0; i < args.size(); i++) {
      var name = args.get(i);
      if (!name.startsWith("--")) {
        throw new IllegalArgumentException("unexpected '" + name + "': flags start with --");
      }
      boolean hasValue = i + 1 < args.size() && !args.get(i + 1).startsWith("--");
      values.put(name.substring(2), hasValue ? args.get(++i) : "true");
    }
    return new Flags(values);
  }

  long number(String name, long otherwise) {
    return Long.parseLong(values.getOrDefault(name, String.valueOf(otherwise)));
  }

  List<Long> numbers(String name, String otherwise) {
    return Arrays.stream(values.getOrDefault(name, otherwise).split(","))
        .map(Long::valueOf)
        .toList();
  }

  List<String> stores() {
    return Arrays.asList(values.getOrDefault("store", "sqlite,postgresql").split(","));
  }

  boolean json() {
    return values.containsKey("json");
  }
}
