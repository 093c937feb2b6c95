package io.sutler.driver;

import java.util.List;

/** What applying would do, a sentence each; {@code known} is false where a driver cannot tell. */
public record Preview(boolean known, List<String> effects) {
  public static final Preview UNKNOWN = new Preview(false, List.of());
}
