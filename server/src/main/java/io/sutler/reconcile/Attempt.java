package io.sutler.reconcile;

import io.sutler.domain.ComponentRecord;
import io.sutler.domain.DesiredComponent;
import io.sutler.domain.Observation;
import io.sutler.domain.RunState;
import java.util.List;

/** Names what a try aims at, so that a failure of an older aim never holds a newer one back. */
public final class Attempt {
  /** Digest of what was applied before and is half changed now: never equal to a declared one. */
  public static final String UNFINISHED = "unfinished";

  private static final String DRAIN = "drain/";

  private Attempt() {}

  public static String at(DesiredComponent component, RunState runState) {
    return component.digest() + "/" + runState;
  }

  /** The aim of a stop of what stands as it was recorded, whatever is declared by now. */
  public static String at(ComponentRecord record, RunState runState) {
    return record.digest().orElse("") + "/" + runState;
  }

  /** The aim of telling that these members of a component leave. */
  public static String drain(String of, List<Observation.Leaving> leaving) {
    return DRAIN
        + of
        + "/"
        + String.join(",", leaving.stream().map(l -> l.member() + "@" + l.id()).sorted().toList());
  }

  /** Whether this aim is that of telling who leaves. */
  public static boolean isDrain(String aim) {
    return aim.startsWith(DRAIN);
  }

  /** The aim of a removal. */
  public static String removal() {
    return "-/" + RunState.ABSENT;
  }
}
