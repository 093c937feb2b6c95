package io.sutler.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One CEL expression, and what can be told of it without CEL.
 *
 * @param path its names, where it is a plain path such as {@code params.x}; else empty
 * @param refs what it may speak of: roots that turn out to be no variable (of a macro such as
 *     {@code map(n, ...)}) are in it too
 * @param choices those among them on which {@code x ? a : b} decides
 */
record Expression(String source, List<String> path, Set<Ref> refs, Set<Ref> choices) {
  static final int MAX_LENGTH = 2_000;
  private static final Set<String> LITERALS = Set.of("true", "false", "null", "in");

  /**
   * A name that an expression speaks of.
   *
   * @param field what of it; empty when all of it
   * @param tested only asked after, by {@code has(...)}
   */
  record Ref(String root, Optional<String> field, boolean tested) {}

  static Expression parse(String text) throws MalformedTemplate {
    String source = text.strip();
    if (source.isEmpty()) {
      throw new MalformedTemplate("an expression is empty: write what goes into ${...}");
    }
    if (source.length() > MAX_LENGTH) {
      throw new MalformedTemplate(
          "an expression is longer than " + MAX_LENGTH + " characters: make it simpler");
    }
    var tokens = Tokens.of(source);
    return new Expression(
        source, path(tokens), inOrder(refs(tokens, false)), inOrder(refs(tokens, true)));
  }

  private static Set<Ref> inOrder(List<Ref> refs) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(refs));
  }

  boolean isPath() {
    return !path.isEmpty();
  }

  private static List<String> path(List<Tokens.Token> tokens) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      var token = tokens.get(i);
      if (i % 2 == 0 ? !token.isName() || LITERALS.contains(token.text()) : !token.is(".")) {
        return List.of();
      }
      if (i % 2 == 0) {
        names.add(token.text());
      }
    }
    return tokens.size() % 2 == 1 ? List.copyOf(names) : List.of();
  }

  private static List<Ref> refs(List<Tokens.Token> tokens, boolean choicesAlone) {
    List<Ref> refs = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      var token = tokens.get(i);
      boolean root =
          token.isName()
              && !LITERALS.contains(token.text())
              && !isMember(tokens, i)
              && !is(tokens, i + 1, "(");
      if (!root) {
        continue;
      }
      boolean field =
          is(tokens, i + 1, ".")
              && i + 2 < tokens.size()
              && tokens.get(i + 2).isName()
              && !is(tokens, i + 3, "(");
      if (choicesAlone && !(field && is(tokens, i + 3, "?"))) {
        continue;
      }
      boolean tested =
          field && is(tokens, i - 1, "(") && is(tokens, i - 2, "has") && is(tokens, i + 3, ")");
      refs.add(
          new Ref(
              token.text(),
              field ? Optional.of(tokens.get(i + 2).text()) : Optional.empty(),
              tested));
    }
    return refs;
  }

  /** A name after a dot that itself follows a value is a member; after a leading dot it is not. */
  private static boolean isMember(List<Tokens.Token> tokens, int i) {
    if (!is(tokens, i - 1, ".") || i < 2) {
      return false;
    }
    var before = tokens.get(i - 2);
    return before.isName() || before.isText() || before.is(")") || before.is("]") || before.is("}");
  }

  private static boolean is(List<Tokens.Token> tokens, int i, String text) {
    return i >= 0 && i < tokens.size() && tokens.get(i).is(text);
  }
}
