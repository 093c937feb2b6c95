package io.sutler.cloud.hosts;

import io.sutler.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a shell said.
 *
 * @param code its exit code
 * @param err its last words on standard error
 */
record Answer(int code, String out, String err) {
  /** What follows a word at the beginning of a line. */
  Optional<String> line(String word) {
    return lines(word).stream().findFirst();
  }

  /** Each of them, in order. */
  List<String> lines(String word) {
    return out.lines()
        .filter(l -> l.startsWith(word + " "))
        .map(l -> l.substring(word.length() + 1).strip())
        .toList();
  }

  /** Zero where there is none. */
  long number(String word) {
    return line(word).filter(t -> t.matches("[0-9]{1,15}")).map(Long::parseLong).orElse(0L);
  }

  boolean says(String word) {
    return out.lines().anyMatch(l -> l.strip().equals(word));
  }

  /** Empty for what is none. */
  static Map<String, Object> json(String text) {
    try {
      return Json.object(text);
    } catch (IllegalArgumentException e) {
      return Map.of();
    }
  }
}
