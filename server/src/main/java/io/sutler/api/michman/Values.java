package io.sutler.api.michman;

import java.util.List;
import java.util.Set;

/** Values of configs are texts; what each type takes follows Go's {@code strconv}. */
final class Values {
  private static final Set<String> BOOLS =
      Set.of("1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False");
  private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
  static final List<String> TYPES = List.of("int", "float", "bool", "string");

  private Values() {}

  /** Whether the text is of the type; a list is a JSON array of such. */
  static boolean fits(String type, boolean isList, String text) {
    return isList ? GoJson.isList(text, each -> fitsElement(type, each)) : fitsOne(type, text);
  }

  /** Michman's own files have lists in single quotes, which it takes, and fails by later. */
  static boolean fitsDefault(String type, boolean isList, String text) {
    return fits(type, isList, text)
        || isList && GoJson.isLooseList(text, each -> fitsElement(type, each));
  }

  /** Whether it is among the possible values, if there are any; blanks in lists do not count. */
  static boolean isPossible(ServiceConfig config, String value) {
    var all = config.possibleValues();
    var plain = plain(config.isList(), value);
    return all.isEmpty()
        || all.stream().anyMatch(each -> plain(config.isList(), each).equals(plain));
  }

  /** Equal for values that mean the same; they fit. */
  static Object plain(boolean isList, String value) {
    return isList ? GoJson.list(value) : value;
  }

  private static boolean fitsElement(String type, Object each) {
    return switch (type) {
      case "int" -> each instanceof Integer || each instanceof Long;
      case "float" -> each instanceof Number;
      case "bool" -> each instanceof Boolean;
      default -> each instanceof String;
    };
  }

  private static boolean fitsOne(String type, String text) {
    return switch (type) {
      case "int" -> isLong(text);
      case "float" -> isDouble(text);
      case "bool" -> BOOLS.contains(text);
      default -> true;
    };
  }

  private static boolean isLong(String text) {
    try {
      return text.length() < 30 && Long.toString(Long.parseLong(text)).length() > 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Java's parser takes a trailing d or f, and blanks around, which Go's does not. */
  private static boolean isDouble(String text) {
    try {
      return text.length() < 100
          && text.matches("[-+0-9.eExXa-fA-FpP_]+|[-+]?(inf|Inf|infinity|Infinity|NaN|nan)")
          && !text.matches(".*[dDfF]")
          && Double.toString(Double.parseDouble(text)).length() > 0;
    } catch (NumberFormatException e) {
      return text.matches("[-+]?(inf|Inf|infinity)|nan");
    }
  }

  /** The text as the data that a playbook gets; it fits. */
  static Object data(String type, boolean isList, String text) {
    if (isList) {
      return GoJson.list(text);
    }
    return switch (type) {
      case "int" -> Long.parseLong(text);
      case "float" -> Double.parseDouble(text);
      case "bool" -> TRUE.contains(text);
      default -> text;
    };
  }
}
