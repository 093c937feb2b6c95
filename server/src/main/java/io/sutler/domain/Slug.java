package io.sutler.domain;

import java.util.regex.Pattern;

/**
 * The fixed name of an object: 1 to 63 lower-case letters, digits and inner hyphens, starting with
 * a letter. One alphabet for every name rules out homoglyphs, case clashes, paths and control
 * characters at once.
 */
public record Slug(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");

  /** A sentence for people, used wherever a name is refused. */
  public static final String RULE =
      "use 1 to 63 of a-z, 0-9 and -, starting with a letter and not ending with -";

  public Slug {
    if (!isValid(value)) {
      throw new IllegalArgumentException(RULE);
    }
  }

  public static boolean isValid(String text) {
    return text.length() <= 63 && FORM.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
