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
