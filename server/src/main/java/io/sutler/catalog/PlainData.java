package io.sutler.catalog;

import io.sutler.domain.Refusal.Fault;
import io.sutler.domain.SecretRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes users' data in: bounded in depth and size, without null and without the characters that
 * mark secrets. Whole numbers become Long however they were written.
 */
final class PlainData {
  private static final int DEEPEST = 32;
  private static final int MOST_VALUES = 10_000;
  private static final int MOST_CHARACTERS = 1 << 20;
  private final String start;
  private final List<Fault> faults;
  private final boolean sealed;
  private int values;
  private long characters;

  PlainData(String start, List<Fault> faults) {
    this(start, faults, false);
  }

  /**
   * @param sealed whether whole texts may be secrets' placeholders
   */
  PlainData(String start, List<Fault> faults, boolean sealed) {
    this.start = start;
    this.faults = faults;
    this.sealed = sealed;
  }

  /** What could be taken; incomplete when there are faults. */
  Map<String, Object> check(Map<String, Object> given) {
    return map(given, start, 1);
  }

  private Optional<Object> value(@Nullable Object value, String pointer, int depth) {
    if (++values > MOST_VALUES || characters > MOST_CHARACTERS || depth > DEEPEST) {
      return tooLarge();
    }
    return switch (value) {
      case null -> fault(pointer, "null is no value: give one, or leave it out");
      case String text -> text(text, pointer);
      case Boolean flag -> Optional.of(flag);
      case Long number -> Optional.of(number);
      case Integer number -> Optional.of(number.longValue());
      case Number number -> number(number.doubleValue(), pointer);
      case Map<?, ?> map -> Optional.of(map(map, pointer, depth + 1));
      case List<?> list -> Optional.of(list(list, pointer, depth + 1));
      default -> fault(pointer, "this is no JSON value: give text, a number, a list or a map");
    };
  }

  private Map<String, Object> map(Map<?, ?> map, String pointer, int depth) {
    Map<String, Object> copy = new LinkedHashMap<>();
    for (var entry : map.entrySet()) {
      String key = String.valueOf(entry.getKey());
      String at = pointer + "/" + Fields.brief(key).replace("~", "~0").replace("/", "~1");
      if (text(key, pointer).isPresent()) {
        value(entry.getValue(), at, depth).ifPresent(value -> copy.put(key, value));
      }
      if (values > MOST_VALUES || characters > MOST_CHARACTERS) {
        break;
      }
    }
    return Collections.unmodifiableMap(copy);
  }

  private List<Object> list(List<?> list, String pointer, int depth) {
    List<Object> copy = new ArrayList<>();
    for (int i = 0; i < list.size() && values <= MOST_VALUES; i++) {
      value(list.get(i), pointer + "/" + i, depth).ifPresent(copy::add);
    }
    return Collections.unmodifiableList(copy);
  }

  private Optional<Object> text(String text, String pointer) {
    characters += text.length();
    if (characters > MOST_CHARACTERS) {
      return tooLarge();
    }
    boolean placeholder = sealed && SecretRef.IN_TEXT.matcher(text).matches();
    if (!placeholder && (text.indexOf('\0') >= 0 || SecretRef.isIn(text))) {
      return fault(
          pointer, "the characters U+0000, U+0001 and U+0002 are not accepted: remove them");
    }
    return Optional.of(text);
  }

  private Optional<Object> number(double number, String pointer) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return fault(pointer, "the number is too large: give a smaller one, or text");
    }
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1L << 53;
    return Optional.of(whole ? (Object) (long) number : (Object) number);
  }

  private Optional<Object> tooLarge() {
    return fault(
        start,
        "the parameters are too large or too deep: at most %d values, %d characters and %d levels"
            .formatted(MOST_VALUES, MOST_CHARACTERS, DEEPEST));
  }

  private Optional<Object> fault(String pointer, String sentence) {
    var fault = new Fault(pointer, sentence);
    if (faults.size() < 100 && !faults.contains(fault)) {
      faults.add(fault);
    }
    return Optional.empty();
  }
}
