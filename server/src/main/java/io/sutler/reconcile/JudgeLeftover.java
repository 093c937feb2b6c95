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
  private final Level level;
  private final Instant now;

  JudgeLeftover(Level level, Instant now) {
    this.level = level;
    this.now = now;
  }

  /** {@code Fine} means seen gone: the record may be dropped. */
  Verdict judge(ComponentRecord record, Observation observation) {
    return switch (observation) {
      // Its removal may have been cut off before it was known what storage it kept.
      case Observation.Absent _ ->
          record.holdsData() == DataPolicy.RETAIN && keepsData(record)
              ? remove(record)
              : new Verdict.Fine(true);
      case Observation.Unknown unknown -> new Verdict.Unseen(unknown.reason());
      case Observation.Present _, Observation.Unverified _ -> remove(record);
    };
  }

  private Verdict remove(ComponentRecord record) {
    boolean keep = record.holdsData() == DataPolicy.RETAIN && keepsData(record);
    boolean loses = record.holdsData() != DataPolicy.NONE && !keep;
    if (loses && !level.mayDestroy().contains(record.name())) {
      return new Verdict.Stuck(
          "NeedsConfirmation",
          "the data of "
              + record.name()
              + " would be destroyed: "
              + why()
              + "; allow it with --destroy-data "
              + record.name());
    }
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
