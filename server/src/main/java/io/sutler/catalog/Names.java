package io.sutler.catalog;

import io.sutler.domain.Slug;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What things in a plan may be called. ASCII only, so no two names look alike; and no two differ
 * only in letter case or in {@code -} and {@code _}, because expressions write {@code _} for both.
 */
enum Names {
  COMPONENT("component"),
  OUTPUT("output"),
  SECRET("secret"),
  OPERATION("operation"),
  PARAMETER("parameter");

  private static final Pattern PARAMETER_FORM = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,62}");
  private static final Set<String> WORDS =
      Set.of(
          "true",
          "false",
          "null",
          "in",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while");
  private static final Set<String> ROOTS =
      Set.of(
          "params",
          "bindings",
          "secrets",
          "deployment",
          "each",
          "int",
          "uint",
          "double",
          "bool",
          "string",
          "bytes",
          "list",
          "map",
          "type",
          "dyn",
          "duration",
          "timestamp",
          "math",
          "lists",
          "sets",
          "cel",
          "google",
          "strings",
          "optional",
          "base64");

  private final String subject;

  Names(String subject) {
    this.subject = subject;
  }

  /** How expressions write a name: with {@code _} for {@code -}. */
  static String inExpressions(String name) {
    return name.replace('-', '_');
  }

  void check(Map<String, Node.Entry> entries, Faults faults) {
    Map<String, String> seen = new HashMap<>();
    entries.forEach((name, entry) -> {
      check(name, entry.line(), faults);
      var same = seen.put(inExpressions(name).toLowerCase(Locale.ROOT), name);
      if (same != null) {
        faults.add(
            entry.line(),
            "%s '%s' can be mistaken for '%s': give it another name"
                .formatted(subject, Fields.brief(name), Fields.brief(same)));
      }
    });
  }

  private void check(String name, int line, Faults faults) {
    boolean valid = this == PARAMETER ? PARAMETER_FORM.matcher(name).matches() : Slug.isValid(name);
    if (!valid) {
      faults.add(
          line,
          "%s '%s' is no valid name: %s"
              .formatted(
                  subject,
                  Fields.brief(name),
                  this == PARAMETER
                      ? "use 1 to 63 of a-z, A-Z, 0-9, _ and -, starting with a letter"
                      : Slug.RULE));
    } else if (WORDS.contains(inExpressions(name)) && this != OPERATION
        || this == COMPONENT && ROOTS.contains(name)
        || this == OUTPUT && name.equals("members")) {
      faults.add(
          line, "'" + name + "' is a word of expressions: give the " + subject + " another name");
    }
  }
}
