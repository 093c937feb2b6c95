package io.sutler.intent;

import io.sutler.domain.Binding;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.Desired;
import io.sutler.domain.Plan;
import io.sutler.domain.Project;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads the parameters of a request: plain values checked by the plan's schema, bindings to other
 * deployments' outputs, references to users' secrets, and secret values to be sealed.
 */
final class ReadParams {
  private final Desk desk;
  private final CheckBinding bindings;

  ReadParams(Desk desk, FindPlan plans) {
    this.desk = desk;
    this.bindings = new CheckBinding(desk, plans);
  }

  /**
   * What was there before.
   *
   * @param plan the version that {@code desired} is of
   */
  record Before(Plan plan, Desired desired) {}

  /**
   * @param values to be stored: defaults filled in, secrets as placeholders
   * @param toSeal clear text by the secret's id, to be sealed before the values are stored
   */
  record Values(Map<String, Object> values, List<Binding> bindings, Map<String, String> toSeal) {}

  /** Where the parameters belong. */
  record Owner(Project project, DeploymentId id, String name) {}

  Values read(Owner owner, Plan plan, Map<String, Object> asked, Optional<Before> before) {
    var merged = new Merge(owner, plan, before);
    asked.forEach((name, value) -> {
      if (value != Commands.UNSET) {
        InertText.require("/params/" + name, value);
        merged.take(name, value);
      }
    });
    before.ifPresent(b -> merged.keep(b, asked));
    return merged.values();
  }

  /** One reading. */
  private final class Merge {
    private final Owner owner;
    private final Plan plan;
    private final SealParams seal;
    private final Map<String, Object> kept = new LinkedHashMap<>();
    private final Map<String, Object> given = new LinkedHashMap<>();
    private final List<Binding> bound = new ArrayList<>();

    Merge(Owner owner, Plan plan, Optional<Before> before) {
      this.owner = owner;
      this.plan = plan;
      this.seal =
          new SealParams(
              desk, owner.project, owner.id, before.map(b -> b.desired.params()).orElse(Map.of()));
    }

    void keep(Before before, Map<String, Object> asked) {
      before.desired.bindings().stream()
          .filter(binding -> !asked.containsKey(binding.parameter()))
          .forEach(binding -> {
            if (plan != before.plan) {
              bindings.recheck(plan, binding);
            }
            bound.add(binding);
          });
      before
          .desired
          .params()
          .forEach((name, value) -> {
            // what stood at the old version's default follows the new version's
            if (!asked.containsKey(name)
                && (plan == before.plan || !isDefault(before.plan, name, value))) {
              kept.put(name, value);
            }
          });
    }

    void take(String name, Object value) {
      var from =
          value instanceof Map<?, ?> map
                  && map.size() == 1
                  && map.get("from") instanceof String text
              ? Optional.of(text)
              : Optional.<String>empty();
      from.ifPresentOrElse(
          text -> bound.add(bindings.check(owner, plan, name, text)), () -> given.put(name, value));
    }

    Values values() {
      var elsewhere = new HashSet<String>();
      bound.forEach(binding -> elsewhere.add(binding.parameter()));
      var schema = plan.parameters();
      kept.putAll(seal.referred(schema, given));
      var checked = desk.catalogue().params().checkSealed(plan, kept, elsewhere);
      return new Values(seal.sealed(schema, checked), bound, seal.toSeal());
    }
  }

  private static boolean isDefault(Plan plan, String name, Object value) {
    return plan.parameters().get("properties") instanceof Map<?, ?> properties
        && properties.get(name) instanceof Map<?, ?> schema
        && Objects.equals(schema.get("default"), value);
  }
}
