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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Steps that an earlier process began and did not end: what they touched is uncertain, and their
 * handles lead back to what still runs.
 */
final class CutOff {
  private CutOff() {}

  /** Journals their end, takes over their handles, ends their runs. */
  static void takeOver(Store store, Fence fence, Situation situation, Instant now) {
    var key = situation.deployment().key();
    var left = store.passes().unfinished(key);
    if (left.isEmpty()) {
      return;
    }
    var ended = new ArrayList<Step>();
    var records = new LinkedHashMap<String, ComponentRecord>();
    for (var step : left) {
      if (step.state() != StepState.STARTED) {
        continue;
      }
      ended.add(cutOff(step, now));
      var record = situation.records.get(step.component());
      boolean operates =
          step.action().startsWith(RunOperation.LABEL) || step.action().equals(Steps.DRAIN);
      if (record != null && !operates) {
        situation.records.put(record.name(), uncertain(record, step));
        records.put(record.name(), uncertain(record, step));
      }
    }
    situation.stored.putAll(records);
    if (!store.passes().takeOver(fence, key, ended, List.copyOf(records.values()), now)) {
      throw new FencedOff("taking over a run that was cut off");
    }
  }

  private static Step cutOff(Step step, Instant now) {
    return new Step(
        step.run(),
        step.number(),
        step.component(),
        step.action(),
        step.why(),
        StepState.FAILED,
        step.startedAt(),
        Optional.of(now),
        Optional.of(
            new Failure(Blame.PLATFORM, "cut-off", "Sutler stopped here; it was taken up again")),
        step.handle());
  }

  private static ComponentRecord uncertain(ComponentRecord record, Step step) {
    var known = Records.withHandle(record, step.handle().or(record::handle));
    boolean touched = step.action().equals("create") || step.action().equals("change");
    return touched
        ? Records.forgiven(Records.uncertain(known, record.holdsData()))
        : Records.forgiven(known);
  }
}
