package io.sutler.intent;

import io.sutler.access.Caller;
import io.sutler.access.Right;
import io.sutler.catalog.Bundle;
import io.sutler.catalog.Context;
import io.sutler.catalog.PlanParser;
import io.sutler.domain.Plan;
import io.sutler.domain.PlanVersion;
import io.sutler.domain.Project;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Refusal;
import io.sutler.domain.Trust;
import io.sutler.store.Plans.PlanRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes plan bundles into the catalogue. Thread-safe. */
public final class PublishPlans {
  private final Desk desk;
  private final WriteAudit audit;
  private final FindPlan plans;

  public PublishPlans(Desk desk) {
    this.desk = desk;
    this.audit = new WriteAudit(desk);
    this.plans = new FindPlan(desk);
  }

  /**
   * Publishes a bundle (zip): for every project by an admin, or for one by its editors with the
   * drivers that tenants' trust allows. What an admin publishes has an operator's trust.
   *
   * @throws Refusal INVALID with each fault at {@code file:line}; CONFLICT when this version stands
   *     with other content
   */
  public Published publish(Caller caller, Optional<String> project, byte[] zip) {
    return audit.refusals(
        caller,
        project,
        "publish",
        "plan",
        () -> {
          var scope = scope(caller, project);
          var bundle = Bundle.read(zip);
          return publish(caller, scope, bundle, read(caller, scope, bundle));
        });
  }

  /**
   * Publishes for every project a bundle that this very program's build has checked wholly, so that
   * it need not be checked again: reading it is a hundred times cheaper.
   *
   * @throws Refusal CONFLICT when this version stands with other content
   */
  public Published publishChecked(Caller caller, Bundle bundle) {
    return audit.refusals(
        caller,
        Optional.empty(),
        "publish",
        "plan",
        () -> {
          var scope = scope(caller, Optional.empty());
          var plan = desk.catalogue().parser().load(bundle, scope, trust(caller), Map.of());
          return publish(caller, scope, bundle, plan);
        });
  }

  /**
   * Publishes for a project a plan that a face has made of others, with a tenant's trust whoever
   * asks: it uses only what operators published for everybody, also where the project has a plan of
   * that name.
   *
   * @param text of {@code plan.yaml}
   * @throws Refusal CONFLICT when this version stands with other content
   */
  public Published publishMade(Caller caller, String project, String text) {
    return audit.refusals(
        caller,
        Optional.of(project),
        "publish",
        "plan",
        () -> {
          var scope = scope(caller, Optional.of(project));
          var bundle = Bundle.ofPlan(text);
          var context =
              new Context(
                  scope,
                  Trust.TENANT,
                  desk.catalogue().drivers(),
                  Optional.of(
                      ref -> used(Optional.empty(), ref).filter(PublishPlans::ofOperators)));
          var plan = desk.catalogue().parser().parse(bundle, context);
          return publish(caller, row(caller, scope, bundle, plan), bundle);
        });
  }

  private static boolean ofOperators(Plan plan) {
    return plan.project().isEmpty() && plan.trust() == Trust.OPERATOR;
  }

  private Published publish(Caller caller, Optional<ProjectId> scope, Bundle bundle, Plan plan) {
    return publish(caller, row(caller, scope, bundle, plan), bundle);
  }

  private Published publish(Caller caller, PlanRow row, Bundle bundle) {
    var scope = row.project();
    boolean stands = stands(row);
    if (!desk.store().plans().publish(row, bundle.zip())) {
      throw new Refusal(
          Refusal.Kind.CONFLICT,
          "version-taken",
          "%s@%s is published with other content: raise its version"
              .formatted(row.name(), row.version()));
    }
    if (!stands) {
      audit.done(
          caller,
          scope,
          "publish",
          "plan/%s@%s".formatted(row.name(), row.version()),
          Map.of("digest", row.digest(), "trust", row.trust().name()));
    }
    return new Published(shown(row), !stands);
  }

  /** All of {@link #publish} but the publishing; an empty list means that it would be taken. */
  public List<Refusal.Fault> validate(Caller caller, Optional<String> project, byte[] zip) {
    var scope = scope(caller, project);
    try {
      read(caller, scope, Bundle.read(zip));
      return List.of();
    } catch (Refusal refusal) {
      return refusal.faults().isEmpty()
          ? List.of(new Refusal.Fault("", refusal.sentence()))
          : refusal.faults();
    }
  }

  private Optional<ProjectId> scope(Caller caller, Optional<String> project) {
    if (project.isEmpty()) {
      desk.access().requireAdminWrite(caller);
    }
    return project.map(name -> desk.access().require(caller, name, Right.PUBLISH)).map(Project::id);
  }

  private Plan read(Caller caller, Optional<ProjectId> scope, Bundle bundle) {
    return desk.catalogue()
        .parser()
        .parse(
            bundle,
            new Context(
                scope,
                trust(caller),
                desk.catalogue().drivers(),
                Optional.of(ref -> used(scope, ref))));
  }

  private Optional<Plan> used(Optional<ProjectId> scope, String ref) {
    try {
      return Optional.of(plans.visible(scope, "", ref));
    } catch (Refusal none) {
      return Optional.empty();
    }
  }

  private static Trust trust(Caller caller) {
    return caller.admin() ? Trust.OPERATOR : Trust.TENANT;
  }

  private PlanRow row(Caller caller, Optional<ProjectId> scope, Bundle bundle, Plan plan) {
    var document =
        bundle
            .file(PlanParser.FILE)
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
            .orElse("");
    return new PlanRow(
        plan.digest(),
        plan.name(),
        plan.version(),
        scope,
        plan.trust(),
        plan.title(),
        plan.category(),
        document,
        plan.uses(),
        caller.name(),
        desk.now());
  }

  private boolean stands(PlanRow row) {
    return desk.store()
        .plans()
        .find(row.project(), row.name(), row.version())
        .filter(old -> old.project().equals(row.project()) && old.digest().equals(row.digest()))
        .isPresent();
  }

  private static PlanVersion shown(PlanRow row) {
    return new PlanVersion(
        row.name(),
        row.version(),
        row.digest(),
        row.project(),
        row.trust(),
        row.title(),
        row.category(),
        row.publishedBy(),
        row.publishedAt());
  }

  /**
   * @param created false when the very same bundle stood already
   */
  public record Published(PlanVersion plan, boolean created) {}
}
