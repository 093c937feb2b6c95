package io.sutler.control;

import io.sutler.domain.Command;
import io.sutler.domain.ComponentRecord;
import io.sutler.domain.Condition;
import io.sutler.domain.ConditionType;
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
import java.util.Optional;
import java.util.Set;

/** Puts together what a pass writes: only what changed. */
final class Conclusion {
  private final Snapshot begun;
  private final Situation situation;
  private final Learn learn;
  private final Observed before;

  /**
   * @param before what people were told last
   */
  Conclusion(Snapshot begun, Observed before, Situation situation, Learn learn) {
    this.begun = begun;
    this.situation = situation;
    this.learn = learn;
    this.before = before;
  }

  /** What to tell at once when a level that stood does not any more: mending it may take long. */
  Optional<Observed> falls(Decision decision) {
    boolean stood =
        before.generation() == begun.deployment().generation()
            && before.conditions().stream()
                .allMatch(c -> c.holds() || c.type() == ConditionType.VERIFIED);
    return stood && !decision.reached()
        ? Optional.of(
            new Observed(
                before.generation(),
                since(before.conditions(), drained(decision.conditions())),
                before.outputs()))
        : Optional.empty();
  }

  /** The ends of all commands that end with this pass, those of operations among them. */
  static List<CommandEnd> ends(
      Snapshot begun, List<CommandEnd> operations, Decision decision, Instant now) {
    var ends = new ArrayList<>(operations);
    ends.addAll(EndCommands.of(open(begun, operations), decision, now));
    return ends;
  }

  /** The commands that stay open. */
  static List<Command> open(Snapshot begun, List<CommandEnd> ends) {
    return begun.open().stream()
        .filter(c -> ends.stream().noneMatch(e -> e.command().equals(c.id())))
        .toList();
  }

  /**
   * @param due milliseconds since the epoch, {@code Long.MAX_VALUE} for none
   */
  Finish finish(
      Decision decision, List<CommandEnd> ends, Optional<Run> run, long due, Instant now) {
    takeIn();
    if (decision.reached()) {
      situation.records.replaceAll((_, r) -> Records.undrained(r));
    }
    boolean removed =
        situation.desired().runState() == RunState.ABSENT
            && decision.reached()
            && situation.records.isEmpty();
    var generation = decision.reached() ? begun.deployment().generation() : before.generation();
    var said = drained(decision.conditions());
    var conditions = generation == before.generation() ? since(before.conditions(), said) : said;
    var observed = new Observed(generation, conditions, situation.outputs());
    var changed =
        situation.records.values().stream()
            .filter(r -> !r.equals(situation.stored.get(r.name())))
            .toList();
    return new Finish(
        begun.deployment().key(),
        observed.equals(before) ? Optional.empty() : Optional.of(observed),
        changed,
        gone(),
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

  private Set<String> gone() {
    var gone = new HashSet<>(situation.stored.keySet());
    gone.removeAll(situation.records.keySet());
    return gone;
  }

  /** Takes in what was seen, and what the plan says anew of things that need no act for it. */
  private void takeIn() {
    for (var record : List.copyOf(situation.records.values())) {
      var name = record.name();
      var seen =
          situation.observations.getOrDefault(name, new Observation.Unknown("not looked at"));
      var now = refreshed(record);
      situation.records.put(
          name,
          switch (seen) {
            case Observation.Present present -> Records.withMembers(now, present.members());
            case Observation.Absent _ -> Records.withMembers(now, List.of());
            case Observation.Unverified _, Observation.Unknown _ -> now;
          });
    }
  }

  private ComponentRecord refreshed(ComponentRecord record) {
    return situation
        .component(record.name())
        .filter(c -> Records.isOf(record, c) && record.digest().equals(Optional.of(c.digest())))
        .map(c -> Records.refreshed(record, c))
        .orElse(record);
  }

  /** Where the region is drained, that is said with what goes on there. */
  private List<Condition> drained(List<Condition> conditions) {
    var name = situation.desired().region();
    var drained = situation.region(name).filter(r -> r.region().drained()).isPresent();
    return drained
        ? conditions.stream().map(c -> isResolved(c) ? drained(c, name) : c).toList()
        : conditions;
  }

  private static boolean isResolved(Condition c) {
    return c.type() == ConditionType.RESOLVED && c.holds();
  }

  private static Condition drained(Condition c, String region) {
    return new Condition(
        c.type(),
        true,
        "Drained",
        "region %s is drained: what stands goes on, nothing new is placed there".formatted(region),
        c.since());
  }

  /** Conditions that hold as before do so since then. */
  static List<Condition> since(List<Condition> before, List<Condition> now) {
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
