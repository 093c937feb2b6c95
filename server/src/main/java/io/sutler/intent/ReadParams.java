package io.sutler.intent;

import io.sutler.catalog.Params;
import io.sutler.domain.Binding;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.Desired;
import io.sutler.domain.Plan;
import io.sutler.domain.Project;
import io.sutler.domain.Refusal;
import io.sutler.domain.SecretRef;
import java.util.ArrayList;
import java.util.HashMap;
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
    var merged = new Merge(owner, plan);
    before.ifPresent(b -> merged.keep(b, asked));
    asked.forEach((name, value) -> {
      if (value != Commands.UNSET) {
        InertText.require("/params/" + name, value);
        merged.take(name, value, before);
      }
    });
    return merged.values();
  }

  /** One reading. */
  private final class Merge {
    private final Owner owner;
    private final Plan plan;
    private final Map<String, Object> given = new LinkedHashMap<>();
    private final Map<String, Object> placeholders = new LinkedHashMap<>();
    private final List<Binding> bound = new ArrayList<>();
    private final Map<String, String> toSeal = new HashMap<>();

    Merge(Owner owner, Plan plan) {
      this.owner = owner;
      this.plan = plan;
    }

    void keep(Before before, Map<String, Object> asked) {
      before.desired.bindings().stream()
          .filter(binding -> !asked.containsKey(binding.parameter()))
          .forEach(bound::add);
      before
          .desired
          .params()
          .forEach((name, value) -> {
            if (asked.containsKey(name)) {
              return;
            }
            if (isPlaceholder(value)) {
              placeholders.put(name, value);
            } else if (plan == before.plan || !isDefault(before.plan, name, value)) {
              // what stood at the old version's default follows the new version's
              given.put(name, value);
            }
          });
    }

    void take(String name, Object value, Optional<Before> before) {
      var standing = before.flatMap(b -> Optional.ofNullable(b.desired.params().get(name)));
      var from = only(value, "from");
      var secret = only(value, "secret");
      if (from.isPresent()) {
        bound.add(bindings.check(owner, plan, name, from.get()));
      } else if (secret.isPresent()) {
        placeholders.put(name, usersSecret(name, secret.get()));
      } else if (value instanceof Map<?, ?> map && map.equals(Map.of("sealed", true))) {
        placeholders.put(
            name,
            standing
                .filter(ReadParams::isPlaceholder)
                .orElseThrow(() ->
                    Refusal.invalid(
                        "/params/" + name, "nothing is sealed here yet: give the value")));
      } else {
        given.put(name, value);
        standing.filter(ReadParams::isPlaceholder).ifPresent(old -> reuse(name, value, old));
      }
    }

    /** The same secret again is no change: its placeholder stays, and with it the digests. */
    private void reuse(String name, Object value, Object old) {
      var clear = desk.secrets().reveal(old, new HashSet<>());
      if (clear.equals(value)) {
        given.remove(name);
        placeholders.put(name, old);
      }
    }

    Values values() {
      var elsewhere = new HashSet<>(placeholders.keySet());
      bound.forEach(binding -> elsewhere.add(binding.parameter()));
      var checked = new LinkedHashMap<>(desk.catalogue().params().check(plan, given, elsewhere));
      for (var name : Params.secret(plan)) {
        var clear = checked.get(name);
        if (clear != null) {
          checked.put(name, seal(name, clear));
        }
      }
      checked.putAll(placeholders);
      return new Values(checked, bound, toSeal);
    }

    private String seal(String name, Object clear) {
      if (!(clear instanceof String text)) {
        throw Refusal.invalid("/params/" + name, "a secret parameter is a text: quote it");
      }
      var id = owner.id + "/param/" + desk.newId();
      toSeal.put(id, text);
      return new SecretRef(id).text();
    }

    private String usersSecret(String name, String secret) {
      return Optional.of(secret)
          .filter(ManageSecrets::isName)
          .flatMap(known -> new UsersSecret(desk, owner.project.id(), known).placeholder())
          .orElseThrow(() ->
              Refusal.invalid(
                  "/params/" + name,
                  "project %s has no secret '%s': put it there first (sutler secret)"
                      .formatted(owner.project.name(), InertText.shown(secret))));
    }
  }

  private static Optional<String> only(Object value, String key) {
    return value instanceof Map<?, ?> map && map.size() == 1 && map.get(key) instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }

  private static boolean isPlaceholder(Object value) {
    return value instanceof String text && SecretRef.isIn(text);
  }

  private static boolean isDefault(Plan plan, String name, Object value) {
    return plan.parameters().get("properties") instanceof Map<?, ?> properties
        && properties.get(name) instanceof Map<?, ?> schema
        && Objects.equals(schema.get("default"), value);
  }
}
