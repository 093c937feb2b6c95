package io.sutler.execute;

/** Another server has taken over this deployment: whoever sees this touches nothing more. */
public final class FencedOff extends RuntimeException {
  private static final long serialVersionUID = 1;

  public FencedOff(String what) {
    super("fenced off before " + what, null, false, false);
  }
}
