package io.sutler.app;

/** Why the program ends at once: a sentence for a person, and the exit code. */
final class CannotStart extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final int exitCode;

  /**
   * @param exitCode 2 for a wrong command line or configuration, 1 for the rest
   */
  CannotStart(int exitCode, String sentence) {
    super(sentence, null, false, false);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
