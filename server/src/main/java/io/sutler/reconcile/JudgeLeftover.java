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
      case Observation.Absent _ -> new Verdict.Fine(true);
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
          record.name()
              + " is no longer declared and its data would be destroyed; allow it with --destroy-data "
              + record.name());
    }
    if (record.attempted().equals(Optional.of(Attempt.removal()))) {
      var held = JudgeDeclared.FailedBefore.verdict(record, now);
      if (held.isPresent()) {
        return held.get();
      }
    }
    var reason =
        level.runState() == RunState.ABSENT
            ? "the deployment is to be removed"
            : "it is no longer declared";
    return new Verdict.Act(
        new Action.Remove(
            record.name(), keep ? reason + "; its data is kept" : reason, Set.of(), keep));
  }

  private boolean keepsData(ComponentRecord record) {
    return level.runState() == RunState.ABSENT
        ? level.retain()
        : !level.mayDestroy().contains(record.name());
  }
}
