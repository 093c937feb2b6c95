package io.sutler.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts CEL into names, texts and signs: enough to find where an expression ends and which names it
 * speaks of, without loading CEL.
 */
final class Tokens {
  private enum Kind {
    NAME,
    TEXT,
    OTHER
  }

  /** A piece of an expression. */
  record Token(String text, boolean isName, boolean isText) {
    /** Whether it is this name or sign. */
    boolean is(String wanted) {
      return !isText && text.equals(wanted);
    }
  }

  private record Cut(Kind kind, int end) {}

  private Tokens() {}

  /** All tokens; white space and comments are left out. */
  static List<Token> of(String source) throws MalformedTemplate {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < source.length()) {
      if (isBlank(source.charAt(at))) {
        at++;
        continue;
      }
      if (source.startsWith("//", at)) {
        at = endOfLine(source, at);
        continue;
      }
      var cut = cut(source, at);
      tokens.add(
          new Token(
              source.substring(at, cut.end()), cut.kind() == Kind.NAME, cut.kind() == Kind.TEXT));
      at = cut.end();
    }
    return tokens;
  }

  /** Where the <code>}</code> is that closes an expression which starts at {@code from}. */
  static int closing(String text, int from) throws MalformedTemplate {
    int depth = 0;
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '}' && depth == 0) {
        return at;
      }
      if (text.startsWith("//", at)) {
        at = endOfLine(text, at);
        continue;
      }
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      at = isBlank(c) ? at + 1 : cut(text, at).end();
    }
    throw new MalformedTemplate("a ${ has no closing }: close it, or write $${ for a literal ${");
  }

  private static Cut cut(String source, int at) throws MalformedTemplate {
    char c = source.charAt(at);
    if (c == '"' || c == '\'') {
      return new Cut(Kind.TEXT, endOfText(source, at, false));
    }
    if (isLetter(c)) {
      int end = at;
      while (end < source.length()
          && (isLetter(source.charAt(end)) || isDigit(source.charAt(end)))) {
        end++;
      }
      boolean prefix =
          end < source.length() && end - at <= 2 && "\"'".indexOf(source.charAt(end)) >= 0;
      if (prefix && source.substring(at, end).matches("[rR]|[bB]|[rR][bB]|[bB][rR]")) {
        boolean raw = source.substring(at, end).toLowerCase(java.util.Locale.ROOT).contains("r");
        return new Cut(Kind.TEXT, endOfText(source, end, raw));
      }
      return new Cut(Kind.NAME, end);
    }
    if (isDigit(c)) {
      int end = at;
      while (end < source.length()
          && (isDigit(source.charAt(end))
              || isLetter(source.charAt(end))
              || source.charAt(end) == '.'
                  && end + 1 < source.length()
                  && isDigit(source.charAt(end + 1)))) {
        end++;
      }
      return new Cut(Kind.OTHER, end);
    }
    return new Cut(Kind.OTHER, at + 1);
  }

  private static int endOfText(String source, int at, boolean raw) throws MalformedTemplate {
    String quote = source.substring(at, at + 1);
    String close = source.startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote;
    int end = at + close.length();
    while (end < source.length() && !source.startsWith(close, end)) {
      end += source.charAt(end) == '\\' && !raw ? 2 : 1;
    }
    if (end >= source.length()) {
      throw new MalformedTemplate("a text in an expression has no closing " + close + ": close it");
    }
    return end + close.length();
  }

  private static int endOfLine(String source, int at) {
    int end = source.indexOf('\n', at);
    return end < 0 ? source.length() : end;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
