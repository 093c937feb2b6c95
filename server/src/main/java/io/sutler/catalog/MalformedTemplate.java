package io.sutler.catalog;

/** A text whose <code>${...}</code> cannot be told apart; the message says what to do. */
final class MalformedTemplate extends Exception {
  private static final long serialVersionUID = 1;

  MalformedTemplate(String message) {
    super(message, null, false, false);
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
