package io.sutler.control;

/** The simulated process died here: nothing may catch it and go on. */
final class Crashed extends Error {
  private static final long serialVersionUID = 1;

  Crashed() {
    super("crashed", null, false, false);
  }
}
