package io.sutler.catalog;

import io.sutler.domain.DesiredComponent;
import io.sutler.domain.Member;
import io.sutler.domain.MemberState;
import io.sutler.domain.OutputValue;
import io.sutler.domain.Plan;
import io.sutler.domain.Resolution;
import io.sutler.domain.SecretRef;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds inputs for the resolver. */
record InputsForTests(
    Map<String, Object> params,
    Map<String, Inputs.Bound> bound,
    Map<String, String> secrets,
    Map<String, Inputs.Seen> components,
    List<Plan> used) {

  static InputsForTests none() {
    return new InputsForTests(Map.of(), Map.of(), Map.of(), Map.of(), List.of());
  }

  static InputsForTests params(Map<String, Object> params) {
    return new InputsForTests(params, Map.of(), Map.of(), Map.of(), List.of());
  }

  InputsForTests bound(String parameter, Optional<OutputValue> output) {
    var all = new HashMap<>(bound);
    all.put(
        parameter,
        output.<Inputs.Bound>map(Inputs.Bound.Given::new).orElseGet(Inputs.Bound.NotYet::new));
    return new InputsForTests(params, all, secrets, components, used);
  }

  InputsForTests secret(String name) {
    var all = new HashMap<>(secrets);
    all.put(name, new SecretRef("D1/" + name).text());
    return new InputsForTests(params, bound, all, components, used);
  }

  InputsForTests using(Plan... plans) {
    return new InputsForTests(params, bound, secrets, components, List.of(plans));
  }

  /** A component that was applied, with these outputs and members. */
  InputsForTests seen(String component, Map<String, Object> outputs, String... members) {
    var all = new LinkedHashMap<>(components);
    Map<String, OutputValue> values = new LinkedHashMap<>();
    outputs.forEach((name, value) -> values.put(name, new OutputValue("endpoint", false, value)));
    all.put(
        component,
        new Inputs.Seen(
            values,
            Arrays.stream(members)
                .map(name ->
                    new Member(
                        name,
                        "",
                        MemberState.values()[0],
                        "",
                        Optional.empty(),
                        Map.of("address", "10.0.0." + name.length(), "pid", "4711")))
                .toList()));
    return new InputsForTests(params, bound, secrets, all, used);
  }

  Inputs inputs() {
    return new Inputs(
        params,
        bound,
        secrets,
        components,
        new Inputs.Where("orders", "demo", "local"),
        digest -> used.stream().filter(p -> p.digest().equals(digest)).findFirst());
  }

  List<Resolution> resolve(Plan plan) {
    return new Resolver().resolve(plan, inputs());
  }

  /** What one component became. */
  Resolution resolve(Plan plan, String component) {
    return resolve(plan).stream()
        .filter(r -> r.name().equals(component))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + component + " in " + resolve(plan)));
  }

  DesiredComponent resolved(Plan plan, String component) {
    return switch (resolve(plan, component)) {
      case Resolution.Resolved(DesiredComponent desired) -> desired;
      case Resolution.Waiting waiting -> throw new AssertionError(waiting.toString());
      case Resolution.Broken broken -> throw new AssertionError(broken.toString());
    };
  }

  /** One input of one component. */
  Object input(Plan plan, String component, String name) {
    return Optional.ofNullable(resolved(plan, component).inputs().get(name)).orElseThrow();
  }

  String waits(Plan plan, String component) {
    return switch (resolve(plan, component)) {
      case Resolution.Waiting waiting -> waiting.reason();
      case Resolution.Resolved r -> throw new AssertionError(r.toString());
      case Resolution.Broken broken -> throw new AssertionError(broken.toString());
    };
  }

  String breaks(Plan plan, String component) {
    return switch (resolve(plan, component)) {
      case Resolution.Broken broken -> broken.failure().message();
      case Resolution.Resolved r -> throw new AssertionError(r.toString());
      case Resolution.Waiting waiting -> throw new AssertionError(waiting.toString());
    };
  }
}
