package io.sutler.control;

import io.sutler.domain.Deployment;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.Observed;
import io.sutler.domain.OutputValue;
import io.sutler.domain.Ulid;
import io.sutler.reconcile.Action;
import io.sutler.reconcile.Decide;
import io.sutler.reconcile.Decision;
import io.sutler.store.Snapshot;
import io.sutler.view.Previews;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks and decides as a pass would, and changes nothing. Thread-safe. */
public final class PreviewLevel implements Previews {
  private final House house;

  public PreviewLevel(House house) {
    this.house = house;
  }

  @Override
  public Preview preview(Request request) throws InterruptedException {
    var deployment = request.existing().orElseGet(() -> notYet(request));
    var standing = request.existing().flatMap(d -> house.tools().store().passes().read(d.key()));
    var plan = house.plans().standing(request.desired());
    var situation =
        new Situation(
            house,
            new Situation.Of(deployment, request.desired(), plan, request.project()),
            standing.map(Snapshot::components).orElse(List.of()),
            bound(request));
    if (request.existing().isEmpty()) {
      // Nothing of it can be there, and its secrets are not made for a mere preview.
      situation
          .names()
          .forEach(n -> situation.observations.put(n, new io.sutler.domain.Observation.Absent()));
    } else {
      new Observe(house, situation).all(Duration.ZERO);
    }
    var now = house.tools().clock().instant();
    var decision = Decide.decide(situation.level(), situation.facts(), now);
    return new Preview(changes(decision, situation), decision.conditions());
  }

  private Map<String, OutputValue> bound(Request request) {
    var bound = new HashMap<String, OutputValue>();
    for (var binding : request.desired().bindings()) {
      house
          .tools()
          .store()
          .reads()
          .deployment(binding.provider())
          .map(d -> d.observed().outputs().get(binding.output()))
          .ifPresent(value -> bound.put(binding.parameter(), value));
    }
    return bound;
  }

  private List<Change> changes(Decision decision, Situation situation) throws InterruptedException {
    var changes = new java.util.ArrayList<Change>();
    for (var action : decision.actions()) {
      changes.add(change(action, situation));
    }
    return changes;
  }

  private Change change(Action action, Situation situation) throws InterruptedException {
    return switch (action) {
      case Action.Create a -> new Change(a.component(), "create", a.reason(), List.of(), "");
      case Action.Change a ->
          new Change(
              a.component(),
              "change",
              a.reason(),
              a.differences(),
              effect(a.component(), situation));
      case Action.Replace a ->
          new Change(a.component(), "replace", a.reason(), List.of(), "removed and made anew");
      case Action.Remove a ->
          new Change(
              a.component(),
              "remove",
              a.reason(),
              List.of(),
              a.keepData() ? "keeps its data as retained storage" : "");
      case Action.Drain a -> new Change(a.component(), "drain", a.reason(), List.of(), "");
      case Action.Start a -> new Change(a.component(), "start", a.reason(), List.of(), "");
      case Action.Stop a -> new Change(a.component(), "stop", a.reason(), List.of(), "");
    };
  }

  private String effect(String name, Situation situation) throws InterruptedException {
    var component = situation.component(name).orElseThrow();
    var driver = house.drivers().get(component.driver());
    var region = house.region(situation.deployment().project(), component.region());
    if (driver == null || region.isEmpty()) {
      return "";
    }
    var view =
        new MakeView(house, situation.deployment(), situation.project())
            .make(
                component,
                Optional.ofNullable(situation.records.get(name)),
                region.get(),
                situation.desired().runState(),
                false,
                "preview");
    var preview = driver.preview(view);
    return preview.known() ? String.join("; ", preview.effects()) : "";
  }

  private Deployment notYet(Request request) {
    var now = house.tools().clock().instant();
    return new Deployment(
        new DeploymentId(Ulid.of(now, house.tools().random())),
        0,
        request.projectId(),
        request.name(),
        request.name(),
        "",
        1,
        request.desired(),
        Observed.NOTHING,
        0,
        now);
  }
}
