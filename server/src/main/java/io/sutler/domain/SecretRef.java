package io.sutler.domain;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A sealed secret, standing in data as a placeholder text that only this program can have written:
 * user text with these control characters is refused at every door. Placeholders survive being
 * concatenated by templates; they are replaced by clear text only in the moment a driver is called.
 */
public record SecretRef(String id) {
  private static final char OPEN = '\u0001';
  private static final char CLOSE = '\u0002';

  /** Finds placeholders; group 1 is the secret's id. */
  public static final Pattern IN_TEXT = Pattern.compile("\u0001([0-9A-Za-z./_-]{1,200})\u0002");

  /** The placeholder. */
  public String text() {
    return OPEN + id + CLOSE;
  }

  /** Whether a text holds at least one placeholder, or a piece of one. */
  public static boolean isIn(String text) {
    return text.indexOf(OPEN) >= 0 || text.indexOf(CLOSE) >= 0;
  }

  /** The same for JSON data of any shape, names of fields included. */
  public static boolean isWithin(Object data) {
    return switch (data) {
      case String text -> isIn(text);
      case Map<?, ?> map ->
          map.entrySet().stream().anyMatch(e -> isWithin(e.getKey()) || isWithin(e.getValue()));
      case List<?> list -> list.stream().anyMatch(SecretRef::isWithin);
      case Object other -> false;
    };
  }
}
