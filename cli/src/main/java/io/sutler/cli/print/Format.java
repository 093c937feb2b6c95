package io.sutler.cli.print;

import io.sutler.cli.terminal.Mishap;

/** What {@code -o} asks for. */
public sealed interface Format {
  /** Text for people. */
  record Table() implements Format {}

  record Json() implements Format {}

  record Yaml() implements Format {}

  /** Names alone, one a line. */
  record Name() implements Format {}

  record JsonPath(Path path) implements Format {}

  /**
   * @throws Mishap when it is none of them
   */
  static Format of(String text) {
    if (text.startsWith("jsonpath=")) {
      return new JsonPath(Path.of(text.substring("jsonpath=".length())));
    }
    return switch (text) {
      case "table" -> new Table();
      case "json" -> new Json();
      case "yaml" -> new Yaml();
      case "name" -> new Name();
      default ->
          throw Mishap.usage(
              "-o " + text + " is no output format",
              "use table, json, yaml, name or jsonpath=EXPRESSION");
    };
  }
}
