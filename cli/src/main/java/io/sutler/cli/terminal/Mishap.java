package io.sutler.cli.terminal;

import java.util.List;

/** Ends a command with one sentence and what to do next; never shown as a stack trace. */
public final class Mishap extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient List<String> next;
  private final int exit;

  /**
   * @param sentence what went wrong, lower case, no full stop
   * @param next lines that say what to do; may be empty
   */
  public Mishap(int exit, String sentence, String... next) {
    super(sentence);
    this.exit = exit;
    this.next = List.of(next);
  }

  /** The same, from another exception, which {@code SUTLER_DEBUG=1} shows. */
  public Mishap(int exit, String sentence, Throwable cause, String... next) {
    super(sentence, cause);
    this.exit = exit;
    this.next = List.of(next);
  }

  public static Mishap usage(String sentence, String... next) {
    return new Mishap(Exit.USAGE, sentence, next);
  }

  public static Mishap failed(String sentence, String... next) {
    return new Mishap(Exit.FAILED, sentence, next);
  }

  public int exit() {
    return exit;
  }

  public List<String> next() {
    return next;
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }
}
