package io.sutler.intent;

import io.sutler.access.Caller;

/** Retained storage's end. Thread-safe. */
public final class ManageRetained {
  public ManageRetained(Desk desk) {}

  /** Sets it to expire now: the loop then has its driver discard it. By editors. */
  public void remove(Caller caller, String project, String name) {
    throw new UnsupportedOperationException();
  }
}
