package io.sutler.cloud;

import io.sutler.domain.Blame;
import io.sutler.domain.Failure;

/** A cloud said no, or said nothing. Its failure tells whose turn it is. */
public final class CloudTrouble extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Failure failure;

  public CloudTrouble(Failure failure) {
    super(failure.message());
    this.failure = failure;
  }

  public CloudTrouble(Blame blame, String code, String message) {
    this(new Failure(blame, code, message));
  }

  public Failure failure() {
    return failure;
  }
}
