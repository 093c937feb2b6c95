package io.sutler.catalog;

import java.util.Optional;
import java.util.regex.Pattern;

/** What an unquoted YAML text means: YAML 1.2's core schema, less what JSON cannot hold. */
final class PlainScalar {
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern BASED = Pattern.compile("0x[0-9a-fA-F]+|0o[0-7]+");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern NO_JSON = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  private PlainScalar() {}

  /** Empty for null. */
  static Optional<Object> read(String text, int line) throws MalformedYaml {
    switch (text) {
      case "", "~", "null", "Null", "NULL" -> {
        return Optional.empty();
      }
      case "true", "True", "TRUE" -> {
        return Optional.of(true);
      }
      case "false", "False", "FALSE" -> {
        return Optional.of(false);
      }
      default -> {
        return Optional.of(numberOrText(text, line));
      }
    }
  }

  private static Object numberOrText(String text, int line) throws MalformedYaml {
    try {
      if (INTEGER.matcher(text).matches()) {
        if (text.matches("[-+]?0[0-9]+")) {
          throw new MalformedYaml(
              line, "a number with a leading zero is ambiguous: quote it, or drop the zero");
        }
        return Long.parseLong(text);
      }
      if (BASED.matcher(text).matches()) {
        return Long.parseLong(text.substring(2), text.charAt(1) == 'x' ? 16 : 8);
      }
    } catch (NumberFormatException e) {
      throw new MalformedYaml(line, "the number is too large: quote it to carry it as text");
    }
    if (text.length() <= 100 && FLOAT.matcher(text).matches()) {
      double number = Double.parseDouble(text);
      if (Double.isInfinite(number)) {
        throw new MalformedYaml(line, "the number is too large: quote it to carry it as text");
      }
      return number;
    }
    if (NO_JSON.matcher(text).matches()) {
      throw new MalformedYaml(line, "infinity and NaN are not accepted: write a number");
    }
    return text;
  }
}
