package io.sutler.reconcile;

import io.sutler.domain.DesiredComponent;
import io.sutler.domain.RunState;

/** Names what a try aims at, so that a failure of an older aim never holds a newer one back. */
public final class Attempt {
  private Attempt() {}

  public static String at(DesiredComponent component, RunState runState) {
    return component.digest() + "/" + runState;
  }

  /** The aim of a removal. */
  public static String removal() {
    return "-/" + RunState.ABSENT;
  }
}
