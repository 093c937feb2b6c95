package io.sutler.catalog;

import io.sutler.domain.OutputValue;
import io.sutler.domain.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan in its place: the deployment's own, or one that it uses.
 *
 * @param prefix of its components' names: {@code ""} or {@code monitoring.}
 * @param params its parameters
 * @param depth how many plans it is used through
 */
record Frame(Plan plan, String prefix, Space params, Space bindings, int depth) {

  /** The deployment's own plan. */
  static Frame top(Plan plan, Inputs inputs) {
    Map<String, Object> given = new LinkedHashMap<>(inputs.params());
    Map<String, Missing> missing = new LinkedHashMap<>();
    inputs
        .bound()
        .forEach((name, bound) -> {
          given.remove(name);
          switch (bound) {
            case Inputs.Bound.Given(OutputValue value) -> given.put(name, value.value());
            case Inputs.Bound.NotYet _ ->
                missing.put(
                    name, new Missing.Later("waits for what parameter '" + name + "' is bound to"));
            case Inputs.Bound.Unfit(String why) ->
                missing.put(name, new Missing.Never("parameter '" + name + "': " + why));
          }
        });
    Map<String, Object> bound = new LinkedHashMap<>(given);
    bound.keySet().retainAll(inputs.bound().keySet());
    return new Frame(plan, "", params(plan, given, missing), named(bound, missing), 0);
  }

  /** The space of a plan's parameters. */
  static Space params(Plan plan, Map<String, Object> given, Map<String, Missing> missing) {
    Map<String, Object> typed = new LinkedHashMap<>();
    var schemas = Params.properties(plan.parameters());
    given.forEach(
        (name, value) -> typed.put(name, typed(schemas.getOrDefault(name, Map.of()), value)));
    return named(typed, missing);
  }

  /** The space of a plan's secrets. */
  Space secrets(Inputs inputs) {
    Map<String, Object> present = new LinkedHashMap<>();
    Map<String, Missing> missing = new LinkedHashMap<>();
    for (var name : plan.secrets().keySet()) {
      Optional.ofNullable(inputs.secrets().get(secret(name)))
          .ifPresentOrElse(
              placeholder -> present.put(name, placeholder),
              () -> missing.put(name, new Missing.Later("waits for its secret '" + name + "'")));
    }
    return named(present, missing);
  }

  /** A secret's name in the whole deployment: of characters that a secret's id may have. */
  String secret(String name) {
    return prefix.replace('[', '.').replace("]", "") + name;
  }

  static Space named(Map<String, Object> present, Map<String, Missing> missing) {
    Map<String, Object> names = new LinkedHashMap<>();
    present.forEach((name, value) -> names.put(Names.inExpressions(name), value));
    Map<String, Missing> lacks = new LinkedHashMap<>();
    missing.forEach((name, why) -> lacks.put(Names.inExpressions(name), why));
    return new Space(names, lacks);
  }

  /** CEL's arithmetic wants Double where the schema says number, also for 5. */
  private static Object typed(Map<String, Object> schema, Object value) {
    return switch (value) {
      case Long whole when "number".equals(schema.get("type")) -> whole.doubleValue();
      case List<?> list when schema.get("items") instanceof Map<?, ?> items ->
          "number".equals(items.get("type"))
              ? list.stream().map(i -> i instanceof Long n ? (Object) n.doubleValue() : i).toList()
              : list;
      default -> value;
    };
  }

  /** An output that a template computed. */
  static OutputValue computed(Object value) {
    return new OutputValue("setting", Placeholders.anyControl(value), value);
  }
}
