package io.sutler.catalog;

/** Stops the filling in of a template. */
final class CannotFill extends Exception {
  private static final long serialVersionUID = 1;
  private final transient Missing missing;

  CannotFill(Missing missing) {
    super(missing.why(), null, false, false);
    this.missing = missing;
  }

  static CannotFill never(String why) {
    return new CannotFill(new Missing.Never(why));
  }

  Missing missing() {
    return missing;
  }
}
