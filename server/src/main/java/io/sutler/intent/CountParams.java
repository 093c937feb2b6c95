package io.sutler.intent;

import io.sutler.catalog.Params;
import io.sutler.domain.Deployment;
import io.sutler.domain.Plan;
import io.sutler.domain.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From how many of a component there shall be to the parameter that says so. */
final class CountParams {
  private CountParams() {}

  /**
   * @param sizes by component
   * @throws Refusal UNPROCESSABLE where the plan counts no such component; INVALID where none is
   *     named, or the count is bound to another deployment's output
   */
  static Map<String, Object> of(Plan plan, Deployment deployment, Map<String, Long> sizes) {
    if (sizes.isEmpty()) {
      throw Refusal.invalid(
          "/components", "name what to scale, as {\"components\": {\"worker\": 4}}");
    }
    var counted = Params.counted(plan);
    var params = new LinkedHashMap<String, Object>();
    var faults = new ArrayList<Refusal.Fault>();
    sizes.forEach((component, size) -> {
      var parameter = counted.get(component);
      if (parameter == null) {
        faults.add(new Refusal.Fault(pointer(component), cannot(plan, component, counted)));
      } else {
        requireFree(deployment, component, parameter);
        params.put(parameter, size);
      }
    });
    if (!faults.isEmpty()) {
      throw new Refusal(
          Refusal.Kind.UNPROCESSABLE,
          "cannot-scale",
          faults.getFirst().message(),
          faults,
          Map.of("scales", List.copyOf(counted.keySet())));
    }
    return params;
  }

  private static String cannot(Plan plan, String component, Map<String, String> counted) {
    return "plan %s has no parameter that counts '%s': %s"
        .formatted(
            plan.ref(),
            InertText.shown(component),
            counted.isEmpty()
                ? "none of its components can be scaled; change its parameters instead"
                : "it scales " + String.join(", ", counted.keySet()));
  }

  private static void requireFree(Deployment deployment, String component, String parameter) {
    if (deployment.desired().bindings().stream().anyMatch(b -> b.parameter().equals(parameter))) {
      throw Refusal.invalid(
          pointer(component),
          "parameter '%s', which counts '%s', is bound to another deployment's output: give it a value of its own first"
              .formatted(parameter, component));
    }
  }

  private static String pointer(String component) {
    return "/components/" + InertText.shown(component).replace("~", "~0").replace("/", "~1");
  }
}
