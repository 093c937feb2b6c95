package io.sutler.control;

import io.sutler.domain.Command;
import io.sutler.domain.ComponentRecord;
import io.sutler.domain.Condition;
import io.sutler.domain.Member;
import io.sutler.domain.Observation;
import io.sutler.domain.Observed;
import io.sutler.domain.Run;
import io.sutler.domain.RunState;
import io.sutler.reconcile.Decision;
import io.sutler.store.CommandEnd;
import io.sutler.store.Finish;
import io.sutler.store.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts together what a pass writes: only what changed. */
final class Conclusion {
  private final Snapshot begun;
  private final Situation situation;
  private final Learn learn;

  Conclusion(Snapshot begun, Situation situation, Learn learn) {
    this.begun = begun;
    this.situation = situation;
    this.learn = learn;
  }

  /**
   * @param due milliseconds since the epoch, {@code Long.MAX_VALUE} for none
   */
  Finish finish(
      Decision decision, List<CommandEnd> operations, Optional<Run> run, long due, Instant now) {
    takeInMembers();
    var before = begun.deployment().observed();
    boolean removed =
        situation.desired().runState() == RunState.ABSENT
            && decision.reached()
            && situation.records.isEmpty();
    var generation = decision.reached() ? begun.deployment().generation() : before.generation();
    var observed =
        new Observed(
            generation, since(before.conditions(), decision.conditions()), situation.outputs());
    var ends = new ArrayList<>(operations);
    var open = new ArrayList<Command>(begun.open());
    open.removeIf(c -> operations.stream().anyMatch(e -> e.command().equals(c.id())));
    ends.addAll(EndCommands.of(open, decision, now));
    var old = begun.components().stream().collect(Collectors.toMap(ComponentRecord::name, c -> c));
    var changed =
        situation.records.values().stream().filter(r -> !r.equals(old.get(r.name()))).toList();
    return new Finish(
        begun.deployment().key(),
        observed.equals(before) ? Optional.empty() : Optional.of(observed),
        changed,
        gone(old),
        ends,
        run,
        learn.retained,
        !observed.outputs().equals(before.outputs()),
        removed,
        begun.mark(),
        due == Long.MAX_VALUE ? due : due * 1000,
        0);
  }

  /** Whether writing it would change anything but the work row. */
  static boolean saysSomething(Finish f) {
    return f.observed().isPresent()
        || !f.upserts().isEmpty()
        || !f.gone().isEmpty()
        || !f.ends().isEmpty()
        || f.run().isPresent()
        || f.removed();
  }

  private Set<String> gone(Map<String, ComponentRecord> old) {
    var gone = new HashSet<>(old.keySet());
    gone.removeAll(situation.records.keySet());
    return gone;
  }

  /** Seen gone and no longer declared: nothing is left to be remembered. */
  private void takeInMembers() {
    var declared =
        situation.level().components().stream().map(r -> r.name()).collect(Collectors.toSet());
    for (var record : List.copyOf(situation.records.values())) {
      var seen = situation.observations.get(record.name());
      if (seen instanceof Observation.Absent && !declared.contains(record.name())) {
        situation.records.remove(record.name());
      } else if (seen instanceof Observation.Present present
          && !present.members().equals(record.members())) {
        situation.records.put(record.name(), with(record, present.members()));
      } else if (seen instanceof Observation.Absent && !record.members().isEmpty()) {
        situation.records.put(record.name(), with(record, List.of()));
      }
    }
  }

  private static ComponentRecord with(ComponentRecord r, List<Member> members) {
    return new ComponentRecord(
        r.name(),
        r.driver(),
        r.region(),
        r.digest(),
        r.attempted(),
        r.inputs(),
        r.bundle(),
        r.needs(),
        r.holdsData(),
        r.handle(),
        members,
        r.outputs(),
        r.failure(),
        r.attempts(),
        r.retryAt(),
        r.changedAt());
  }

  private static List<Condition> since(List<Condition> before, List<Condition> now) {
    return now.stream()
        .map(c ->
            before.stream()
                .filter(b -> b.type() == c.type() && b.holds() == c.holds())
                .findFirst()
                .map(b -> new Condition(c.type(), c.holds(), c.reason(), c.message(), b.since()))
                .orElse(c))
        .toList();
  }
}
