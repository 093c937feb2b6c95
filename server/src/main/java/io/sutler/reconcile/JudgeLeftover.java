package io.sutler.reconcile;

import io.sutler.domain.ComponentRecord;
import io.sutler.domain.DataPolicy;
import io.sutler.domain.Observation;
import io.sutler.domain.RunState;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Judges what is recorded and no longer declared: it goes, and its data only as was allowed. */
final class JudgeLeftover {
  private static final String ASKS = "NeedsConfirmation";

  private final Level level;
  private final Instant now;

  JudgeLeftover(Level level, Instant now) {
    this.level = level;
    this.now = now;
  }

  Verdict judge(ComponentRecord record, Observation observation) {
    boolean keep = record.holdsData() == DataPolicy.RETAIN && keepsData(record);
    boolean unsaid =
        record.holdsData() != DataPolicy.NONE
            && !keep
            && !level.mayDestroy().contains(record.name());
    return switch (observation) {
      // A list may be late, and a removal cut off before it was known what storage it kept: only
      // the driver's word ends it, and what it may find after all is kept unless a person said so.
      case Observation.Absent _ -> remove(record, keep || unsaid);
      case Observation.Unknown unknown -> new Verdict.Unseen(unknown.reason());
      case Observation.Present _, Observation.Unverified _ ->
          unsaid ? ask(record) : remove(record, keep);
    };
  }

  /** Whether it waits for a person while the rest of the deployment is to be at rest. */
  boolean asks(Verdict verdict) {
    boolean rests = level.runState() == RunState.STOPPED || level.runState() == RunState.SUSPENDED;
    return rests && verdict instanceof Verdict.Stuck stuck && stuck.reason().equals(ASKS);
  }

  private Verdict ask(ComponentRecord record) {
    return new Verdict.Stuck(
        ASKS,
        "the data of "
            + record.name()
            + " would be destroyed: "
            + why()
            + "; allow it with "
            + (level.runState() == RunState.ABSENT
                ? "remove --destroy-data"
                : "--may-destroy " + record.name()));
  }

  private Verdict remove(ComponentRecord record, boolean keep) {
    if (record.attempted().equals(Optional.of(Attempt.removal()))) {
      var held = JudgeDeclared.FailedBefore.verdict(record, now);
      if (held.isPresent()) {
        return held.get();
      }
    }
    var reason = why();
    return new Verdict.Act(
        new Action.Remove(
            record.name(), keep ? reason + "; its data is kept" : reason, Set.of(), keep));
  }

  private String why() {
    return level.runState() == RunState.ABSENT
        ? "the deployment is to be removed"
        : "it is no longer declared";
  }

  private boolean keepsData(ComponentRecord record) {
    return level.runState() == RunState.ABSENT
        ? level.retain()
        : !level.mayDestroy().contains(record.name());
  }
}
