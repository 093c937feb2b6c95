package io.sutler.cloud.hosts;

/** Something in a list of hosts is not understood; its message names file and line. */
final class Malformed extends Exception {
  private static final long serialVersionUID = 1L;

  Malformed(String sentence) {
    super(sentence, null, false, false);
  }

  static Malformed at(String file, int line, String sentence) {
    return new Malformed("%s line %d: %s".formatted(file, line, sentence));
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
