package io.sutler.catalog;

import io.sutler.domain.ComponentSpec;
import io.sutler.domain.OfferedOperation;
import io.sutler.domain.OperationSpec;
import io.sutler.domain.Plan;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a plan offers to be run: its own operations, and those of the plans that it uses, as {@code
 * monitoring.backup}.
 */
public final class Operations {
  private static final int MOST_DEEP = 5;

  private Operations() {}

  /**
   * By name.
   *
   * @param used finds a pinned plan by its digest
   */
  public static Map<String, OfferedOperation> of(Plan plan, Function<String, Optional<Plan>> used) {
    return of(plan, used, 0);
  }

  private static Map<String, OfferedOperation> of(
      Plan plan, Function<String, Optional<Plan>> used, int depth) {
    var all = new TreeMap<String, OfferedOperation>();
    var own = new TreeMap<>(BuiltIn.of(plan));
    own.putAll(plan.operations());
    for (var component : plan.components()) {
      boolean keyed = component.forEach().isPresent();
      own.forEach((name, spec) -> {
        if (spec.component().equals(component.name())) {
          all.put(name, new OfferedOperation(spec, keyed));
        }
      });
      if (depth < MOST_DEEP) {
        component
            .use()
            .flatMap(ref -> Optional.ofNullable(plan.uses().get(ref)))
            .flatMap(used)
            .ifPresent(inner ->
                of(inner, used, depth + 1)
                    .forEach((name, offered) ->
                        all.put(
                            component.name() + "." + name,
                            new OfferedOperation(
                                within(plan, component, offered.spec()),
                                keyed || offered.many()))));
      }
    }
    return all;
  }

  private static OperationSpec within(Plan plan, ComponentSpec user, OperationSpec spec) {
    boolean onOurData = spec.builtIn().equals(Optional.of("rebuild")) && BuiltIn.mayHoldData(plan);
    return new OperationSpec(
        user.name() + "." + spec.component(),
        spec.command(),
        spec.parameters(),
        spec.repeatable(),
        spec.confirm() || onOurData,
        spec.outputs(),
        spec.deadline());
  }
}
