package io.sutler.catalog;

/** A text that is not the YAML we accept; the message is one sentence that says what to do. */
public final class MalformedYaml extends Exception {
  private static final long serialVersionUID = 1;
  private final int line;

  MalformedYaml(int line, String message) {
    super(message, null, false, false);
    this.line = line;
  }

  /** From 1. */
  public int line() {
    return line;
  }

  /** The sentence; never null. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
