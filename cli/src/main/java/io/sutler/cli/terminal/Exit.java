package io.sutler.cli.terminal;

/** Exit codes; documented in docs/cli.md. */
public final class Exit {
  public static final int OK = 0;

  /** It was tried and failed, or was not reached in time. */
  public static final int FAILED = 1;

  /** {@code sutler plan}: there are differences. */
  public static final int DIFFERS = 2;

  /** The server said no; nothing was changed. */
  public static final int REFUSED = 3;

  /** No server answered. */
  public static final int UNREACHABLE = 4;

  /** The command line, or a file it names, is wrong; nothing was sent. */
  public static final int USAGE = 5;

  private Exit() {}
}
