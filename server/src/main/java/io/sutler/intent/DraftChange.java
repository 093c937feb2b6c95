package io.sutler.intent;

import io.sutler.catalog.Inputs;
import io.sutler.domain.CommandKind;
import io.sutler.domain.Deployment;
import io.sutler.domain.Desired;
import io.sutler.domain.OfferedOperation;
import io.sutler.domain.Plan;
import io.sutler.domain.Project;
import io.sutler.domain.Refusal;
import io.sutler.domain.Resources;
import io.sutler.domain.RunState;
import io.sutler.secret.Redact;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Thinks a change of a standing deployment through: every check, nothing stored. */
final class DraftChange {
  private final Desk desk;
  private final FindPlan plans;
  private final ReadParams params;
  private final CountResources resources;

  DraftChange(Desk desk, FindPlan plans) {
    this.desk = desk;
    this.plans = plans;
    this.params = new ReadParams(desk, plans);
    this.resources = new CountResources(desk, plans);
  }

  /** A deployment that is not being removed. */
  Deployment standing(Project project, String name) {
    var deployment = any(project, name);
    if (deployment.desired().runState() == RunState.ABSENT) {
      throw Refusals.beingRemoved(name);
    }
    return deployment;
  }

  Deployment any(Project project, String name) {
    return desk.store()
        .reads()
        .deployment(project.id(), name)
        .orElseThrow(() -> Refusal.notFound("deployment", InertText.shown(name)));
  }

  Plan plan(Deployment deployment) {
    var desired = deployment.desired();
    return plans.standing(deployment.project(), desired.plan(), desired.planDigest());
  }

  Map<String, OfferedOperation> offers(Plan plan) {
    return plans.offers(plan);
  }

  /** The same, empty when its version is not in the store any more. */
  Optional<Plan> had(Deployment deployment) {
    try {
      return Optional.of(plan(deployment));
    } catch (Refusal missing) {
      return Optional.empty();
    }
  }

  Draft update(Project project, String name, Commands.Update request) {
    return update(project, standing(project, name), request, CommandKind.UPDATE);
  }

  /** An update of the parameters that count components. */
  Draft scale(Project project, String name, Commands.Scale request) {
    var deployment = standing(project, name);
    var update =
        new Commands.Update(
            Optional.empty(),
            Optional.empty(),
            CountParams.of(plan(deployment), deployment, request.sizes()),
            Optional.empty(),
            Optional.empty(),
            request.mayDestroy(),
            Optional.empty());
    return update(project, deployment, update, CommandKind.SCALE);
  }

  private Draft update(
      Project project, Deployment deployment, Commands.Update request, CommandKind kind) {
    var old = deployment.desired();
    var plan =
        request.plan().map(ref -> upgrade(project, old, ref)).orElseGet(() -> plan(deployment));
    // of a version that is gone, whatever stands is taken for what a person gave
    var oldPlan = plan.digest().equals(old.planDigest()) ? plan : had(deployment).orElse(plan);
    request.displayName().ifPresent(text -> InertText.requireLine("/displayName", text, 200));
    var values =
        params.read(
            new ReadParams.Owner(project, deployment.id(), deployment.name()),
            plan,
            request.params(),
            Optional.of(new ReadParams.Before(oldPlan, old)));
    requireComponents(deployment, plan, request.mayDestroy());
    RequireRoom.in(desk.store(), deployment, plan, values.values());
    var now = desk.now();
    var desired =
        new Desired(
            plan.name(),
            plan.digest(),
            values.values(),
            values.bindings(),
            old.region(),
            old.runState(),
            old.held(),
            request
                .stopAfter()
                .map(life -> life.map(after -> Times.after("/stopAfter", now, after)))
                .orElse(old.stopAt()),
            request
                .expires()
                .map(life -> life.map(after -> Times.after("/expires", now, after)))
                .orElse(old.removeAt()),
            request.mayDestroy(),
            old.retain(),
            request
                .schedules()
                .map(schedules -> Times.schedules(plan, offers(plan), schedules))
                .orElseGet(() -> kept(old, plan)),
            old.adopt());
    return draft(
        project,
        deployment,
        desired,
        kind,
        new Upgrade(oldPlan, plan, values.toSeal(), request.displayName()));
  }

  /** The same plan at another level. */
  Draft level(Project project, Deployment deployment, Desired desired, CommandKind kind) {
    var plan = plan(deployment);
    var fresh =
        desired.planDigest().equals(deployment.desired().planDigest())
            ? plan
            : plans.standing(project.id(), desired.plan(), desired.planDigest());
    return draft(
        project, deployment, desired, kind, new Upgrade(plan, fresh, Map.of(), Optional.empty()));
  }

  /**
   * A removal: it needs nothing of the plan, and what it takes it takes until it is gone.
   *
   * @param keeping components whose storage is kept
   */
  Draft removal(Project project, Deployment deployment, Desired desired, Set<String> keeping) {
    var delta = DesiredDelta.between(deployment.desired(), desired);
    return new Draft(
        project,
        deployment,
        desired,
        new Draft.Act(
            CommandKind.REMOVE,
            "",
            Map.of("changes", delta.changes(), Redact.PREVIOUS, delta.before())),
        new Draft.Effects(
            Resources.NONE,
            Resources.NONE,
            Optional.empty(),
            Map.of(),
            Optional.of(delta),
            Optional.empty(),
            keeps(project, deployment, keeping)));
  }

  private Optional<Long> keeps(Project project, Deployment deployment, Set<String> keeping) {
    if (keeping.isEmpty()) {
      return Optional.empty();
    }
    var desired = deployment.desired();
    var where = new Inputs.Where(deployment.name(), project.name(), desired.region());
    return had(deployment)
        .map(plan -> resources.of(plan, desired, where, keeping::contains).disk())
        .or(() -> Optional.of(0L));
  }

  /** No new level, but something to be done. */
  Draft keep(Project project, Deployment deployment, Draft.Act act, Map<String, String> toSeal) {
    var uses = uses(project, plan(deployment), deployment.desired(), deployment.name());
    return new Draft(
        project,
        deployment,
        deployment.desired(),
        act,
        new Draft.Effects(
            uses,
            Resources.NONE,
            Optional.empty(),
            toSeal,
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private record Upgrade(
      Plan from, Plan to, Map<String, String> toSeal, Optional<String> displayName) {}

  private Draft draft(
      Project project, Deployment deployment, Desired desired, CommandKind kind, Upgrade upgrade) {
    var delta = DesiredDelta.between(deployment.desired(), desired);
    var uses = uses(project, upgrade.to, desired, deployment.name());
    var before = uses(project, upgrade.from, deployment.desired(), deployment.name());
    var params = new LinkedHashMap<String, Object>();
    if (upgrade.from != upgrade.to) {
      params.put("plan", upgrade.to.ref());
    }
    params.put("changes", delta.changes());
    params.put(Redact.PREVIOUS, delta.before());
    return new Draft(
        project,
        deployment,
        desired,
        new Draft.Act(kind, "", params),
        new Draft.Effects(
            uses,
            uses.minus(before),
            upgrade.to.perProject(),
            upgrade.toSeal,
            Optional.of(delta),
            upgrade.displayName,
            Optional.empty()));
  }

  private Resources uses(Project project, Plan plan, Desired desired, String name) {
    return resources.of(plan, desired, new Inputs.Where(name, project.name(), desired.region()));
  }

  private Plan upgrade(Project project, Desired old, String ref) {
    var plan = plans.visible(Optional.of(project.id()), "/plan", ref);
    if (!plan.name().equals(old.plan())) {
      throw Refusal.invalid(
          "/plan",
          "this deployment is of plan %s and cannot become a %s: install that beside it"
              .formatted(old.plan(), plan.name()));
    }
    return plan;
  }

  /** Schedules that the new version still has operations for. */
  private java.util.List<io.sutler.domain.Schedule> kept(Desired old, Plan plan) {
    if (old.schedules().isEmpty()) {
      return old.schedules();
    }
    var offers = offers(plan);
    return old.schedules().stream()
        .filter(schedule -> offers.containsKey(schedule.operation()))
        .toList();
  }

  private void requireComponents(Deployment deployment, Plan plan, Set<String> names) {
    if (names.isEmpty()) {
      return;
    }
    var known = new java.util.TreeSet<>(plan.components().stream().map(c -> c.name()).toList());
    desk.store().reads().components(deployment.key()).forEach(c -> known.add(c.name()));
    for (var name : names) {
      var base = name.split("[.\\[]", 2)[0];
      if (!known.contains(name) && !known.contains(base)) {
        throw Refusal.invalid(
            "/mayDestroy",
            "%s has no component '%s': it has %s"
                .formatted(deployment.name(), InertText.shown(name), String.join(", ", known)));
      }
    }
  }
}
