package io.sutler.secret;

/** A secret that is not there, or that this server's master key does not open. */
public final class CannotOpen extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CannotOpen(String message) {
    super(message, null, false, false);
  }
}
