package io.sutler.intent;

import io.sutler.catalog.Inputs;
import io.sutler.domain.Binding;
import io.sutler.domain.ComponentSpec;
import io.sutler.domain.Deployment;
import io.sutler.domain.Desired;
import io.sutler.domain.Plan;
import io.sutler.domain.Resources;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What a level takes of its project's quota. */
final class CountResources {
  private final Desk desk;
  private final FindPlan plans;

  CountResources(Desk desk, FindPlan plans) {
    this.desk = desk;
    this.plans = plans;
  }

  Resources of(Plan plan, Desired desired, Inputs.Where where) {
    return of(plan, desired, where, _ -> true);
  }

  /**
   * @param counted whether a component of this name counts
   */
  Resources of(Plan plan, Desired desired, Inputs.Where where, Predicate<String> counted) {
    if (plan.components().stream().allMatch(CountResources::isPlain)) {
      return plan.components().stream()
          .filter(component -> counted.test(component.name()))
          .map(component -> component.resources().fixed())
          .reduce(Resources.NONE, Resources::plus);
    }
    var bound = new HashMap<String, Inputs.Bound>();
    desired.bindings().forEach(binding -> bound.put(binding.parameter(), present(binding)));
    return desk.catalogue()
        .resolver()
        .resources(
            plan,
            new Inputs(desired.params(), bound, Map.of(), Map.of(), where, plans::pinned),
            counted);
  }

  /** Whether it counts once whatever the parameters: no expression needs to be evaluated. */
  private static boolean isPlain(ComponentSpec component) {
    return component.when().isEmpty()
        && component.forEach().isEmpty()
        && component.use().isEmpty()
        && component.resources().templates().isEmpty();
  }

  private Inputs.Bound present(Binding binding) {
    return desk.store()
        .reads()
        .deployment(binding.provider())
        .map(Deployment::observed)
        .flatMap(seen -> Optional.ofNullable(seen.outputs().get(binding.output())))
        .<Inputs.Bound>map(Inputs.Bound.Given::new)
        .orElseGet(Inputs.Bound.NotYet::new);
  }
}
