package io.sutler.intent;

import io.sutler.domain.ComponentRecord;
import io.sutler.domain.DataPolicy;
import io.sutler.domain.Deployment;
import io.sutler.domain.Desired;
import io.sutler.domain.Project;
import io.sutler.domain.Refusal;
import io.sutler.domain.RunState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Thinks a removal through: who is bound to it, and what data would go. */
final class DraftRemoval {
  private final Desk desk;
  private final DraftChange changes;

  DraftRemoval(Desk desk, DraftChange changes) {
    this.desk = desk;
    this.changes = changes;
  }

  Draft draw(Project project, String name, boolean retain, boolean destroyData) {
    var deployment = changes.any(project, name);
    requireUnused(deployment);
    var losing =
        desk.store().reads().components(deployment.key()).stream()
            .filter(component -> loses(component, retain))
            .map(ComponentRecord::name)
            .collect(Collectors.toCollection(java.util.TreeSet::new));
    if (!losing.isEmpty() && !destroyData) {
      throw new Refusal(
          Refusal.Kind.CONFLICT,
          "needs-confirmation",
          "removing %s would destroy the data of %s: say so with --destroy-data (destroyData=true)%s"
              .formatted(
                  name,
                  String.join(", ", losing),
                  retain ? "" : ", or keep what its plan keeps with --retain (retain=true)"),
          List.of(),
          Map.of("components", List.copyOf(losing)));
    }
    var keeping =
        desk.store().reads().components(deployment.key()).stream()
            .filter(component -> component.holdsData() == DataPolicy.RETAIN && retain)
            .map(ComponentRecord::name)
            .collect(Collectors.toSet());
    return changes.removal(
        project, deployment, absent(deployment.desired(), retain, losing), keeping);
  }

  /** The level of a removal. */
  static Desired absent(Desired old, boolean retain, Set<String> mayDestroy) {
    return new Desired(
        old.plan(),
        old.planDigest(),
        old.params(),
        old.bindings(),
        old.region(),
        RunState.ABSENT,
        false,
        Optional.empty(),
        Optional.empty(),
        mayDestroy,
        retain,
        old.schedules(),
        old.adopt());
  }

  private void requireUnused(Deployment deployment) {
    var consumers = desk.store().reads().consumers(deployment.id());
    if (!consumers.isEmpty()) {
      throw Refusals.inUse(
          deployment.name(), consumers.stream().map(Deployment::name).sorted().toList());
    }
  }

  private static boolean loses(ComponentRecord component, boolean retain) {
    return component.holdsData() != DataPolicy.NONE
        && !(retain && component.holdsData() == DataPolicy.RETAIN);
  }
}
