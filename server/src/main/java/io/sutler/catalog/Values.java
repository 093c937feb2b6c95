package io.sutler.catalog;

import io.sutler.domain.SecretRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings what expressions give into one form: JSON data without null, whole numbers as Long however
 * they were computed, bounded in size. One instance for one component's inputs.
 */
final class Values {
  private static final int MOST_VALUES = 50_000;
  private static final int MOST_CHARACTERS = 2_000_000;
  private static final int DEEPEST = 64;
  private int values;
  private int characters;

  Object canonical(@Nullable Object value) throws CannotFill {
    return canonical(value, 0);
  }

  /** Refuses to compute with more data than an expression can be trusted with. */
  static void requireSmall(Map<String, Object> variables) throws CannotFill {
    var counted = new Values();
    counted.canonical(variables);
    if (counted.values > 5_000 || counted.characters > 100_000) {
      throw CannotFill.never(
          "it computes with more than 5000 values or 100000 characters: pass the data on whole, as"
              + " ${params.x} alone does");
    }
  }

  /** How a value looks inside a longer text. */
  static String text(Object canonical) throws CannotFill {
    return switch (canonical) {
      case String text -> text;
      case Long number -> number.toString();
      case Double number -> number.toString();
      case Boolean flag -> flag.toString();
      default ->
          throw CannotFill.never(
              "a list or map cannot stand inside a text: make it the whole value, or use .join()");
    };
  }

  private Object canonical(@Nullable Object value, int depth) throws CannotFill {
    if (++values > MOST_VALUES || depth > DEEPEST) {
      throw tooLarge();
    }
    return switch (value) {
      case null -> throw CannotFill.never("it gives null: give another value");
      case String text -> text(text);
      case Boolean flag -> flag;
      case Long number -> number;
      case Integer number -> number.longValue();
      case Double number -> number(number);
      case Map<?, ?> map -> map(map, depth);
      case Collection<?> list -> list(list, depth);
      case Number number -> number(number.doubleValue());
      default ->
          throw CannotFill.never(
              "it gives a value of a kind that is no JSON ("
                  + kind(value)
                  + "): convert it, as"
                  + " with string(...)");
    };
  }

  private String text(String text) throws CannotFill {
    characters += text.length();
    if (characters > MOST_CHARACTERS) {
      throw tooLarge();
    }
    if (SecretRef.isIn(text) && SecretRef.isIn(SecretRef.IN_TEXT.matcher(text).replaceAll(""))) {
      throw CannotFill.never("a secret was cut up: it can only be joined to other text whole");
    }
    return text;
  }

  private static Object number(double number) throws CannotFill {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw CannotFill.never("it gives infinity or no number: check the division");
    }
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1L << 53;
    return whole ? (Object) (long) number : (Object) number;
  }

  private Object map(Map<?, ?> map, int depth) throws CannotFill {
    Map<String, Object> copy = new LinkedHashMap<>();
    for (var entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String key)) {
        throw CannotFill.never("it gives a map whose keys are no texts: use string(key)");
      }
      copy.put(text(key), canonical(entry.getValue(), depth + 1));
    }
    return Collections.unmodifiableMap(copy);
  }

  private Object list(Collection<?> list, int depth) throws CannotFill {
    List<Object> copy = new ArrayList<>();
    for (var item : list) {
      copy.add(canonical(item, depth + 1));
    }
    return Collections.unmodifiableList(copy);
  }

  private static String kind(Object value) {
    return value.getClass().getSimpleName();
  }

  private static CannotFill tooLarge() {
    return CannotFill.never("it gives more data than a component may take: make it smaller");
  }
}
