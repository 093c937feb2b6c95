package io.sutler.catalog;

import io.sutler.domain.Plan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Gives a used plan its parameters: what the using component says under {@code with}. */
final class PassParams {
  /** What came of it. */
  sealed interface Passed {
    record Right(Space params) implements Passed {}

    record Wrong(Missing.Never why) implements Passed {}
  }

  private final Expansion.Tools tools;

  PassParams(Expansion.Tools tools) {
    this.tools = tools;
  }

  Passed pass(Plan plan, Instances.One one, Scope scope) {
    Map<String, Object> given = new LinkedHashMap<>();
    Map<String, Missing> missing = new LinkedHashMap<>();
    for (var entry : one.spec().with().entrySet()) {
      try {
        given.put(entry.getKey(), tools.fill().fill(entry.getValue(), scope));
      } catch (CannotFill e) {
        switch (e.missing()) {
          case Missing.Never never -> {
            return new Passed.Wrong(never);
          }
          case Missing.Later later -> missing.put(entry.getKey(), later);
        }
      }
    }
    var full = Params.withDefaults(plan.parameters(), given, missing.keySet());
    var fault = fault(plan, full, missing);
    return fault.isPresent()
        ? new Passed.Wrong(new Missing.Never(plan.ref() + " is used wrongly: " + fault.get()))
        : new Passed.Right(Frame.params(plan, full, missing));
  }

  private Optional<String> fault(
      Plan plan, Map<String, Object> full, Map<String, Missing> missing) {
    return tools.params().faults(plan.digest(), plan.parameters(), full, missing.keySet()).stream()
        .findFirst()
        .map(io.sutler.domain.Refusal.Fault::message);
  }
}
