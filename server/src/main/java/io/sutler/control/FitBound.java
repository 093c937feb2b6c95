package io.sutler.control;

import io.sutler.catalog.Inputs.Bound;
import io.sutler.domain.Binding;
import io.sutler.domain.Deployment;
import io.sutler.domain.OutputValue;
import io.sutler.domain.Plan;
import io.sutler.secret.CannotOpen;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Holds what bindings give against the consumer's parameters: a value that came later than the
 * command, or changed since, must fit as one that a person typed.
 */
final class FitBound {
  private final House house;
  private final Plan consumer;

  FitBound(House house, Plan consumer) {
    this.house = house;
    this.consumer = consumer;
  }

  /**
   * @param given by parameter; absent where it is not there yet
   */
  Map<String, Bound> all(List<Binding> bindings, Map<String, OutputValue> given) {
    var all = new HashMap<String, Bound>();
    for (var binding : bindings) {
      var value = given.get(binding.parameter());
      all.put(binding.parameter(), value == null ? new Bound.NotYet() : fit(binding, value));
    }
    return all;
  }

  private Bound fit(Binding binding, OutputValue given) {
    try {
      var clear = house.secrets().reveal(given.value(), new HashSet<>());
      return house
          .resolver()
          .unfit(consumer, binding.parameter(), given.type(), clear)
          .<Bound>map(why -> new Bound.Unfit(sentence(binding, why)))
          .orElseGet(() -> new Bound.Given(given));
    } catch (CannotOpen lost) {
      // the step that needs it says so
      return new Bound.Given(given);
    }
  }

  private String sentence(Binding binding, String why) {
    var provider =
        house
            .tools()
            .store()
            .reads()
            .deployment(binding.provider())
            .map(Deployment::name)
            .orElse(binding.provider().value());
    return "%s/%s, which it is bound to, %s: change %s, or bind it to another"
        .formatted(provider, binding.output(), why, provider);
  }
}
