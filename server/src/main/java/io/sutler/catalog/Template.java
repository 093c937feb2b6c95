package io.sutler.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text with <code>${expressions}</code> in it; <code>$${</code> stands for a literal <code>${
 * </code>. A text that is one expression and nothing else keeps the expression's type; otherwise
 * all parts are joined. What an expression gives is never looked at for expressions again.
 */
record Template(List<Part> parts) {
  /** A piece of the text. */
  sealed interface Part {
    record Literal(String text) implements Part {}

    record Hole(Expression expression) implements Part {}
  }

  /** Whether {@code text} needs filling in. */
  static boolean isIn(String text) {
    return text.contains("${");
  }

  static Template parse(String text) throws MalformedTemplate {
    List<Part> parts = new ArrayList<>();
    var literal = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf("${", at);
      if (open < 0) {
        break;
      }
      if (open > at && text.charAt(open - 1) == '$') {
        literal.append(text, at, open - 1).append("${");
        at = open + 2;
        continue;
      }
      literal.append(text, at, open);
      int close = Tokens.closing(text, open + 2);
      if (!literal.isEmpty()) {
        parts.add(new Part.Literal(literal.toString()));
        literal.setLength(0);
      }
      parts.add(new Part.Hole(Expression.parse(text.substring(open + 2, close))));
      at = close + 1;
    }
    literal.append(text, at, text.length());
    if (!literal.isEmpty() || parts.isEmpty()) {
      parts.add(new Part.Literal(literal.toString()));
    }
    return new Template(List.copyOf(parts));
  }

  /**
   * An expression where nothing else may stand, with or without its braces, as {@code when} and
   * {@code for_each} have it.
   */
  static Expression bare(String text) throws MalformedTemplate {
    String trimmed = text.strip();
    if (!trimmed.startsWith("${")) {
      return Expression.parse(trimmed);
    }
    return parse(trimmed)
        .whole()
        .orElseThrow(
            () -> new MalformedTemplate("this must be one expression: write it all in one ${...}"));
  }

  /** The expression, when the text is that and nothing else. */
  Optional<Expression> whole() {
    return parts.size() == 1 && parts.getFirst() instanceof Part.Hole(Expression expression)
        ? Optional.of(expression)
        : Optional.empty();
  }

  List<Expression> expressions() {
    List<Expression> expressions = new ArrayList<>();
    for (var part : parts) {
      switch (part) {
        case Part.Literal literal -> {}
        case Part.Hole(Expression expression) -> expressions.add(expression);
      }
    }
    return expressions;
  }
}
