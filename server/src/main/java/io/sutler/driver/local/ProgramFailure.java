package io.sutler.driver.local;

import io.sutler.domain.Blame;
import io.sutler.domain.Failure;
import io.sutler.driver.Progress;

/** A step cannot go on; caught where the step began and given to control as its failure. */
public final class ProgramFailure extends Exception {
  private final transient Failure failure;

  public ProgramFailure(Blame blame, String code, String message) {
    super(message);
    this.failure = new Failure(blame, code, message);
  }

  public Failure failure() {
    return failure;
  }

  public Progress failed() {
    return new Progress.Failed(failure);
  }
}
