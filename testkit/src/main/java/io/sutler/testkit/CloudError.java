package io.sutler.testkit;

import io.sutler.domain.Blame;

/**
 * What a cloud answers when it does not do what it was asked, or did it and the answer was lost.
 */
public final class CloudError extends Exception {
  private static final long serialVersionUID = 1;
  private final Blame blame;
  private final String code;

  CloudError(Blame blame, String code, String message) {
    super(message, null, false, false);
    this.blame = blame;
    this.code = code;
  }

  Blame blame() {
    return blame;
  }

  String code() {
    return code;
  }

  /** The sentence; never null, unlike {@link #getMessage()}'s type. */
  String sentence() {
    return String.valueOf(getMessage());
  }
}
