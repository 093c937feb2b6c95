package io.sutler.control;

import io.sutler.catalog.Operations;
import io.sutler.domain.ComponentRecord;
import io.sutler.domain.DesiredComponent;
import io.sutler.domain.OperationName;
import io.sutler.driver.Driver;
import io.sutler.driver.OperationView;
import io.sutler.execute.Task;
import io.sutler.json.Json;
import io.sutler.reconcile.Action;
import io.sutler.reconcile.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Picks from a decision what may start now, and turns it into tasks. */
final class Steps {
  /** So often may one component act in one pass before its not settling counts as a failure. */
  private static final int MOST_TRIES = 3;

  static final String DRAIN = "drain";
  private static final int LONGEST_ID = 60;

  private final House house;
  private final Situation situation;
  private final MakeView views;
  private final Map<String, Integer> tries = new HashMap<>();
  private final Set<String> told = new HashSet<>();

  Steps(House house, Situation situation) {
    this.house = house;
    this.situation = situation;
    this.views = new MakeView(house, situation.deployment(), situation.project());
  }

  /** Actions whose predecessors neither run nor wait to run. */
  List<Task> ready(Decision decision, Set<String> running) {
    var pending = new HashSet<>(running);
    decision.actions().forEach(a -> pending.add(a.component()));
    var tasks = new ArrayList<Task>();
    for (var action : decision.actions()) {
      if (running.contains(action.component())
          || action.after().stream().anyMatch(pending::contains)
          || tries.getOrDefault(action.component(), 0) >= MOST_TRIES) {
        continue;
      }
      if (action instanceof Action.Drain drain && told.add(drain.aim())) {
        // other members are about to leave: that is no trying again
        tries.clear();
      }
      task(action)
          .ifPresent(task -> {
            tasks.add(task);
            tries.merge(task.name(), 1, Integer::sum);
          });
    }
    return tasks;
  }

  /** What was done again and again and is still to be done. */
  List<Action> unsettled(Decision decision) {
    return decision.actions().stream()
        .filter(a -> tries.getOrDefault(a.component(), 0) >= MOST_TRIES)
        .toList();
  }

  private Optional<Task> task(Action action) {
    return switch (action) {
      case Action.Create a -> apply(a, "create", situation.component(a.component()));
      case Action.Change a -> apply(a, "change", situation.component(a.component()));
      case Action.Start a -> apply(a, "start", situation.component(a.component()));
      case Action.Drain a -> drain(a);
      case Action.Stop a -> apply(a, "stop", situation.standing(a.component()));
      case Action.Replace a -> remove(a, "replace", false);
      case Action.Remove a -> remove(a, "remove", a.keepData());
    };
  }

  Optional<Task> drain(Action.Drain action) {
    var offered = Operations.of(situation.plan(), house.plans()::byDigest).get(action.operation());
    var generation = situation.deployment().generation();
    return situation
        .component(action.component())
        .filter(_ -> offered != null)
        .flatMap(c -> {
          var spec = Objects.requireNonNull(offered).spec();
          var id = "drain-" + generation + "-" + Json.digest(Map.of("aim", action.aim()));
          var operation =
              new OperationView(
                  id.substring(0, Math.min(id.length(), LONGEST_ID)),
                  OperationName.parse(action.operation()).bare(),
                  spec,
                  Map.of("members", action.members()));
          var act = new Task.Act.Operate(operation);
          return task(action, DRAIN, c, false, act)
              .map(t -> t.seenAs(v -> v.withDeadline(now().plus(spec.deadline()))));
        });
  }

  private Instant now() {
    return house.tools().clock().instant();
  }

  private Optional<Task> apply(Action action, String label, Optional<DesiredComponent> component) {
    var leaving = action instanceof Action.Change change ? change.leaving() : Set.<String>of();
    boolean watched = situation.level().isWatched(action.component());
    return component
        .flatMap(c -> task(action, label, c, false, new Task.Act.Apply()))
        .map(t -> watched ? t.seenAs(v -> v.letting(leaving)) : t);
  }

  /** What goes is removed as it was recorded, not as it is declared now. */
  private Optional<Task> remove(Action action, String label, boolean keepData) {
    return Optional.ofNullable(situation.records.get(action.component()))
        .map(MakeView::fromRecord)
        .flatMap(c -> task(action, label, c, keepData, new Task.Act.Remove()));
  }

  private Optional<Task> task(
      Action action, String label, DesiredComponent component, boolean keepData, Task.Act act) {
    Driver driver = house.drivers().get(component.driver());
    var region = situation.region(component.region());
    if (driver == null || region.isEmpty()) {
      return Optional.empty();
    }
    var known = Optional.ofNullable(situation.records.get(component.name()));
    var now = house.tools().clock().instant();
    var intends =
        known.filter(r -> Records.isOf(r, component)).isPresent()
            ? Optional.<ComponentRecord>empty()
            : Optional.of(Records.first(component, now));
    intends.ifPresent(r -> {
      situation.records.put(r.name(), r);
      situation.stored.put(r.name(), r);
    });
    var record = intends.or(() -> known);
    var tag = situation.deployment().id() + "/" + component.name() + "/" + label;
    return Optional.of(
        new Task(
            component,
            label,
            action.reason(),
            situation.aim(action),
            intends,
            driver,
            () ->
                views.make(
                    component, record, region.get(), situation.desired().runState(), keepData, tag),
            act,
            wasReached()));
  }

  /** What is done for a level that was reached already brings back what died or drifted. */
  private boolean wasReached() {
    var deployment = situation.deployment();
    return deployment.observed().generation() == deployment.generation();
  }
}
