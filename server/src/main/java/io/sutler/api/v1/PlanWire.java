package io.sutler.api.v1;

import io.sutler.domain.ComponentSpec;
import io.sutler.domain.OfferedOperation;
import io.sutler.domain.PlanVersion;
import io.sutler.domain.Refusal;
import io.sutler.wire.Fault;
import io.sutler.wire.PlanComponent;
import io.sutler.wire.PlanDetail;
import io.sutler.wire.PlanOperation;
import io.sutler.wire.PlanSummary;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Plans as JSON. */
final class PlanWire {
  private PlanWire() {}

  /**
   * @param project name of the project that is looking: what is not global is its own
   */
  static PlanSummary of(PlanVersion plan, Optional<String> project) {
    return new PlanSummary(
        plan.name(),
        plan.version(),
        plan.digest(),
        plan.project().flatMap(id -> project),
        Words.of(plan.trust()),
        plan.title(),
        plan.category(),
        plan.publishedBy(),
        plan.publishedAt());
  }

  static PlanDetail of(io.sutler.view.PlanDetail detail, Optional<String> project) {
    var plan = detail.plan();
    var operations = new TreeMap<String, PlanOperation>();
    detail.operations().forEach((name, offered) -> operations.put(name, of(offered)));
    return new PlanDetail(
        of(detail.row(), project),
        plan.description(),
        plan.parameters(),
        plan.components().stream().map(PlanWire::of).toList(),
        operations,
        plan.outputs().keySet().stream().sorted().toList(),
        plan.perProject(),
        detail.versions());
  }

  private static PlanComponent of(ComponentSpec spec) {
    return new PlanComponent(
        spec.name(),
        Words.unlessEmpty(spec.driver()),
        spec.use(),
        spec.needs(),
        Words.of(spec.holdsData()));
  }

  private static PlanOperation of(OfferedOperation offered) {
    var spec = offered.spec();
    return new PlanOperation(
        spec.component(), offered.many(), spec.parameters(), spec.repeatable(), spec.confirm());
  }

  static List<Fault> faults(List<Refusal.Fault> faults) {
    return faults.stream().map(f -> new Fault(f.pointer(), f.message())).toList();
  }
}
