package io.sutler.intent;

import io.sutler.domain.CommandKind;
import io.sutler.domain.ComponentRecord;
import io.sutler.domain.Deployment;
import io.sutler.domain.OfferedOperation;
import io.sutler.domain.OperationName;
import io.sutler.domain.Project;
import io.sutler.domain.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Thinks an operation through. */
final class DraftOperation {
  private final Desk desk;
  private final DraftChange changes;

  DraftOperation(Desk desk, DraftChange changes) {
    this.desk = desk;
    this.changes = changes;
  }

  /**
   * @param asked as {@link OperationName} writes it
   */
  Draft draw(
      Project project, String name, String asked, Map<String, Object> given, boolean confirmed) {
    InertText.require("/params", given);
    var deployment = changes.standing(project, name);
    var plan = changes.plan(deployment);
    var operation = OperationName.parse(asked);
    var offers = changes.offers(plan);
    var offered = offers.get(operation.name());
    if (offered == null) {
      throw new Refusal(
          Refusal.Kind.NOT_FOUND,
          "not-found",
          "plan %s has no operation '%s': it has %s"
              .formatted(
                  plan.ref(),
                  InertText.shown(operation.name()),
                  offers.isEmpty() ? "none" : String.join(", ", offers.keySet())));
    }
    var spec = offered.spec();
    var seal = new SealParams(desk, project, deployment.id(), Map.of());
    var checked =
        seal.sealed(
            spec.parameters(),
            desk.catalogue()
                .params()
                .checkOperation(
                    plan, operation.name(), spec, seal.referred(spec.parameters(), given)));
    var target = target(deployment, operation, offered);
    if (spec.confirm() && !confirmed) {
      throw new Refusal(
          Refusal.Kind.CONFLICT,
          "needs-confirmation",
          "%s of %s asks a person each time: say so with --yes (confirm=true)"
              .formatted(target.text(), name),
          List.of(),
          Map.of("operation", operation.name()));
    }
    return changes.keep(
        project,
        deployment,
        new Draft.Act(CommandKind.OPERATE, target.text(), checked),
        seal.toSeal());
  }

  /** The operation with the very component that it is to run on, where there may be several. */
  private OperationName target(
      Deployment deployment, OperationName asked, OfferedOperation offered) {
    var base = offered.spec().component();
    if (!offered.many()) {
      if (asked.component().filter(c -> !c.equals(base)).isPresent()) {
        throw Refusal.invalid(
            "/component",
            "%s runs on '%s' alone: leave component out".formatted(asked.name(), base));
      }
      return new OperationName(asked.name(), Optional.empty());
    }
    var standing =
        desk.store().reads().components(deployment.key()).stream()
            .map(ComponentRecord::name)
            .filter(offered::isOf)
            .sorted()
            .toList();
    if (standing.isEmpty()) {
      throw new Refusal(
          Refusal.Kind.CONFLICT,
          "no-component",
          "%s has no '%s' for %s to run on (yet): see sutler describe %s"
              .formatted(deployment.name(), base, asked.name(), deployment.name()));
    }
    var one = asked.component().or(() -> Optional.of(standing.getFirst()));
    if (asked.component().isEmpty() && standing.size() > 1 || !standing.contains(one.get())) {
      throw Refusal.invalid(
          "/component",
          "%s runs on one of %s: say which with --component (\"component\": \"%s\")"
              .formatted(asked.name(), String.join(", ", standing), standing.getFirst()));
    }
    return new OperationName(asked.name(), one);
  }
}
