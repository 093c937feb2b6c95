package io.sutler.view;

import io.sutler.domain.ComponentRecord;
import io.sutler.domain.Deployment;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.Desired;
import io.sutler.domain.Observed;
import io.sutler.secret.Redact;
import io.sutler.store.Plans.PlanRow;
import io.sutler.store.Store;
import java.util.List;
import java.util.TreeMap;

/** Makes of stored deployments what people may see. */
final class Details {
  private final Remember<String, String> versions;
  private final Remember<DeploymentId, String> names;

  Details(Store store) {
    this.versions =
        new Remember<>(digest -> store.plans().byDigest(digest).map(PlanRow::version).orElse("?"));
    this.names =
        new Remember<>(id -> store.reads().deployment(id).map(Deployment::name).orElse(id.value()));
  }

  DeploymentDetail of(String project, Deployment d, List<ComponentRecord> components) {
    var bindings = new TreeMap<String, String>();
    d.desired()
        .bindings()
        .forEach(b -> bindings.put(b.parameter(), names.get(b.provider()) + "/" + b.output()));
    var seen = d.observed();
    var shown =
        new Deployment(
            d.id(),
            d.key(),
            d.project(),
            d.name(),
            d.displayName(),
            d.place(),
            d.generation(),
            desired(d),
            new Observed(seen.generation(), seen.conditions(), Redact.outputs(seen.outputs())),
            d.version(),
            d.createdAt());
    return new DeploymentDetail(
        shown,
        project,
        plan(d.desired()),
        bindings,
        components.stream().map(Details::shown).toList());
  }

  /** {@code name@version}. */
  String plan(Desired desired) {
    return desired.plan() + "@" + versions.get(desired.planDigest());
  }

  private static Desired desired(Deployment d) {
    var desired = d.desired();
    return new Desired(
        desired.plan(),
        desired.planDigest(),
        Redact.params(d.project(), desired.params()),
        desired.bindings(),
        desired.region(),
        desired.runState(),
        desired.held(),
        desired.stopAt(),
        desired.removeAt(),
        desired.mayDestroy(),
        desired.retain(),
        desired.schedules(),
        desired.adopt());
  }

  private static ComponentRecord shown(ComponentRecord c) {
    return new ComponentRecord(
        c.name(),
        c.driver(),
        c.region(),
        c.digest(),
        c.attempted(),
        Redact.map(c.inputs()),
        c.bundle(),
        c.needs(),
        c.holdsData(),
        c.handle(),
        c.members(),
        Redact.outputs(c.outputs()),
        c.failure(),
        c.attempts(),
        c.retryAt(),
        c.changedAt());
  }
}
