package io.sutler.intent;

import io.sutler.catalog.Inputs;
import io.sutler.domain.CommandKind;
import io.sutler.domain.DataPolicy;
import io.sutler.domain.Deployment;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.Desired;
import io.sutler.domain.Observed;
import io.sutler.domain.Plan;
import io.sutler.domain.Project;
import io.sutler.domain.Refusal;
import io.sutler.domain.Region;
import io.sutler.domain.RunState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Thinks an installation through: every check, nothing stored. */
final class DraftInstall {
  private final Desk desk;
  private final FindPlan plans;
  private final ReadParams params;
  private final CountResources resources;

  DraftInstall(Desk desk, FindPlan plans) {
    this.desk = desk;
    this.plans = plans;
    this.params = new ReadParams(desk, plans);
    this.resources = new CountResources(desk, plans);
  }

  /** As {@link #draw}, for what is not to be stored: the store itself refuses a name twice. */
  Draft propose(Project project, Commands.Install request) {
    if (desk.store().reads().deployment(project.id(), request.name()).isPresent()) {
      throw Refusals.nameTaken(request.name(), project.name());
    }
    return draw(project, request);
  }

  Draft draw(Project project, Commands.Install request) {
    Refusals.requireSlug("/name", request.name());
    InertText.requireLine("/displayName", request.displayName(), 200);
    var plan = plans.visible(Optional.of(project.id()), "/plan", request.plan());
    var region = region(project, request.region());
    var id = new DeploymentId(desk.newId());
    var owner = new ReadParams.Owner(project, id, request.name());
    var values = params.read(owner, plan, request.params(), Optional.empty());
    var now = desk.now();
    var desired =
        new Desired(
            plan.name(),
            plan.digest(),
            values.values(),
            values.bindings(),
            region.name(),
            RunState.RUNNING,
            false,
            request.stopAfter().map(after -> Times.after("/stopAfter", now, after)),
            request.expires().map(after -> Times.after("/expires", now, after)),
            Set.of(),
            true,
            Times.schedules(plan, plans.offers(plan), request.schedules()),
            adopted(project, plan, request.adopt()));
    var deployment =
        new Deployment(
            id,
            0,
            project.id(),
            request.name(),
            request.displayName().isBlank() ? request.name() : request.displayName(),
            region.place(),
            0,
            desired,
            Observed.NOTHING,
            0,
            now);
    var uses =
        resources.of(
            plan, desired, new Inputs.Where(request.name(), project.name(), region.name()));
    return new Draft(
        project,
        deployment,
        desired,
        new Draft.Act(CommandKind.INSTALL, "", Map.of("plan", plan.ref())),
        new Draft.Effects(
            uses,
            uses,
            plan.perProject(),
            values.toSeal(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private Region region(Project project, String name) {
    var region =
        desk.store()
            .plans()
            .region(Optional.of(project.id()), name)
            .orElseThrow(() ->
                Refusal.invalid(
                    "/region",
                    "there is no region '%s' that project %s can use: see sutler region list"
                        .formatted(InertText.shown(name), project.name())));
    if (region.drained()) {
      throw Refusal.invalid(
          "/region", "region %s is drained and takes nothing new: choose another".formatted(name));
    }
    return region;
  }

  private Map<String, String> adopted(Project project, Plan plan, Map<String, String> adopt) {
    var ids = new LinkedHashMap<String, String>();
    adopt.forEach((component, name) -> {
      var pointer = "/adopt/" + component;
      var spec =
          plan.components().stream()
              .filter(c -> c.name().equals(component) && c.holdsData() != DataPolicy.NONE)
              .findFirst()
              .orElseThrow(() ->
                  Refusal.invalid(
                      pointer,
                      "plan %s has no component '%s' that holds data"
                          .formatted(plan.ref(), InertText.shown(component))));
      var kept =
          desk.store()
              .reads()
              .retained(project.id(), name)
              .orElseThrow(() ->
                  Refusal.invalid(
                      pointer,
                      "project %s keeps no storage '%s': see sutler retained"
                          .formatted(project.name(), InertText.shown(name))));
      if (!kept.driver().equals(spec.driver())) {
        throw Refusal.invalid(
            pointer,
            "%s was kept by driver %s, and %s uses %s: adopt it with plan %s"
                .formatted(kept.name(), kept.driver(), component, spec.driver(), kept.plan()));
      }
      ids.put(component, kept.id());
    });
    return ids;
  }
}
