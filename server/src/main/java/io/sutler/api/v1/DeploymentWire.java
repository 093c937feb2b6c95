package io.sutler.api.v1;

import io.sutler.domain.ComponentRecord;
import io.sutler.domain.OutputValue;
import io.sutler.view.DeploymentDetail;
import io.sutler.wire.Binding;
import io.sutler.wire.Component;
import io.sutler.wire.Condition;
import io.sutler.wire.Deployment;
import io.sutler.wire.DeploymentMember;
import io.sutler.wire.Desired;
import io.sutler.wire.Failure;
import io.sutler.wire.Metadata;
import io.sutler.wire.Observed;
import io.sutler.wire.Output;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Deployments as JSON. */
final class DeploymentWire {
  private DeploymentWire() {}

  static Deployment of(DeploymentDetail detail) {
    var d = detail.deployment();
    return new Deployment(
        new Metadata(
            d.id().value(),
            d.name(),
            d.displayName(),
            detail.project(),
            d.generation(),
            String.valueOf(d.version()),
            d.createdAt()),
        desired(detail),
        new Observed(
            d.observed().generation(),
            detail.components().stream().map(DeploymentWire::component).toList(),
            detail.components().stream().flatMap(DeploymentWire::members).toList()),
        conditions(d.observed().conditions()),
        outputs(d.observed().outputs()));
  }

  private static Desired desired(DeploymentDetail detail) {
    var desired = detail.deployment().desired();
    var schedules = new TreeMap<String, String>();
    desired.schedules().forEach(s -> schedules.put(s.operation(), Words.of(s.every())));
    return new Desired(
        detail.plan(),
        desired.planDigest(),
        desired.params(),
        new TreeMap<>(detail.bindings())
            .entrySet().stream().map(b -> new Binding(b.getKey(), b.getValue())).toList(),
        desired.region(),
        Words.of(desired.runState()),
        desired.held(),
        desired.stopAt(),
        desired.removeAt(),
        desired.mayDestroy().stream().sorted().toList(),
        schedules);
  }

  private static Component component(ComponentRecord c) {
    return new Component(
        c.name(),
        c.driver(),
        c.region(),
        outputs(c.outputs()),
        c.failure().map(DeploymentWire::failure),
        c.attempts(),
        c.retryAt(),
        c.changedAt());
  }

  private static Stream<DeploymentMember> members(ComponentRecord c) {
    return c.members().stream()
        .map(m ->
            new DeploymentMember(
                m.name(),
                c.name(),
                m.role(),
                Words.of(m.state()),
                m.detail(),
                m.since(),
                new TreeMap<>(m.facts())));
  }

  static Failure failure(io.sutler.domain.Failure failure) {
    return new Failure(Words.of(failure.blame()), failure.code(), failure.message());
  }

  static List<Condition> conditions(List<io.sutler.domain.Condition> conditions) {
    return conditions.stream()
        .map(c -> new Condition(Words.of(c.type()), c.holds(), c.reason(), c.message(), c.since()))
        .toList();
  }

  static Map<String, Output> outputs(Map<String, OutputValue> outputs) {
    var out = new TreeMap<String, Output>();
    outputs.forEach((name, o) ->
        out.put(
            name,
            new Output(
                o.type(), o.secret(), o.secret() ? Optional.empty() : Optional.of(o.value()))));
    return out;
  }
}
