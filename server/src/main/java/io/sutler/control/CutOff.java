package io.sutler.control;

import io.sutler.domain.Blame;
import io.sutler.domain.ComponentRecord;
import io.sutler.domain.Failure;
import io.sutler.domain.Step;
import io.sutler.domain.StepState;
import io.sutler.execute.FencedOff;
import io.sutler.store.Fence;
import io.sutler.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Steps that an earlier process began and did not end: what they touched is uncertain, and their
 * handles lead back to what still runs.
 */
final class CutOff {
  private CutOff() {}

  /** Journals their end and takes over their handles; gives them back. */
  static List<Step> takeOver(Store store, Fence fence, Situation situation, Instant now) {
    var key = situation.deployment().key();
    var steps = store.passes().unfinished(key);
    for (var step : steps) {
      var ended =
          new Step(
              step.run(),
              step.number(),
              step.component(),
              step.action(),
              step.why(),
              StepState.FAILED,
              step.startedAt(),
              Optional.of(now),
              Optional.of(
                  new Failure(
                      Blame.PLATFORM, "cut-off", "Sutler stopped here; it was taken up again")),
              step.handle());
      if (!store.passes().journal(fence, key, ended)) {
        throw new FencedOff("taking over a run that was cut off");
      }
      var record = situation.records.get(step.component());
      boolean touched = step.action().equals("create") || step.action().equals("change");
      if (record != null && touched) {
        situation.records.put(record.name(), uncertain(record, step));
      }
    }
    return steps;
  }

  private static ComponentRecord uncertain(ComponentRecord r, Step step) {
    return new ComponentRecord(
        r.name(),
        r.driver(),
        r.region(),
        r.digest().map(_ -> Learn.UNFINISHED),
        Optional.empty(),
        r.inputs(),
        r.bundle(),
        r.needs(),
        r.holdsData(),
        step.handle().or(r::handle),
        r.members(),
        r.outputs(),
        Optional.empty(),
        r.attempts(),
        Optional.empty(),
        r.changedAt());
  }
}
