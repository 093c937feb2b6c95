package io.sutler.intent;

import io.sutler.domain.CommandKind;
import io.sutler.domain.Project;
import io.sutler.domain.Refusal;
import java.util.List;
import java.util.Map;

/** Thinks an operation through. */
final class DraftOperation {
  private final Desk desk;
  private final DraftChange changes;

  DraftOperation(Desk desk, DraftChange changes) {
    this.desk = desk;
    this.changes = changes;
  }

  Draft draw(
      Project project,
      String name,
      String operation,
      Map<String, Object> given,
      boolean confirmed) {
    InertText.require("/params", given);
    var deployment = changes.standing(project, name);
    var plan = changes.plan(deployment);
    var spec = plan.operations().get(operation);
    if (spec == null) {
      throw new Refusal(
          Refusal.Kind.NOT_FOUND,
          "not-found",
          "plan %s has no operation '%s': it has %s"
              .formatted(
                  plan.ref(),
                  InertText.shown(operation),
                  plan.operations().isEmpty()
                      ? "none"
                      : String.join(", ", plan.operations().keySet())));
    }
    var seal = new SealParams(desk, project, deployment.id(), Map.of());
    var schema = spec.parameters();
    var checked =
        seal.sealed(
            schema,
            desk.catalogue()
                .params()
                .checkSealedOperation(plan, operation, seal.referred(schema, given)));
    if (spec.confirm() && !confirmed) {
      throw new Refusal(
          Refusal.Kind.CONFLICT,
          "needs-confirmation",
          "%s of %s asks a person each time: say so with --yes (confirm=true)"
              .formatted(operation, name),
          List.of(),
          Map.of("operation", operation));
    }
    return changes.keep(
        project, deployment, new Draft.Act(CommandKind.OPERATE, operation, checked), seal.toSeal());
  }
}
