package io.sutler.api.michman;

import io.sutler.view.PlanDetail;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a type of service becomes real here: by which plan of the catalogue, and which of the type's
 * configs are parameters of that plan besides being variables of its playbook.
 *
 * @param plan its name
 * @param version the plan's parameter that takes the service's version
 * @param versions Michman's words for what that parameter takes, where they differ
 * @param parameters config to parameter
 */
record Recipe(
    String plan, String version, Map<String, String> versions, Map<String, String> parameters) {
  /** What a plan must take to be put on machines of another. */
  private static final Set<String> CONVENTION =
      Set.of("own_machines", "machines", "key", "extra_vars");

  private static final Map<String, Recipe> TABLE =
      Map.ofEntries(
          Map.entry("elastic", of("elasticsearch", Map.of())),
          Map.entry(
              "jupyter",
              new Recipe(
                  "jupyter",
                  "interface",
                  Map.of("jupyter-lab", "lab", "jupyter-notebook", "notebook"),
                  Map.of())),
          Map.entry(
              "postgresql",
              of("postgresql-cluster", Map.of("db_name", "database", "db_user", "user"))));

  private static Recipe of(String plan, Map<String, String> parameters) {
    return new Recipe(plan, "version", Map.of(), parameters);
  }

  /**
   * A type that is not in the table goes by the plan of its own name: who publishes a plan that
   * keeps to the convention has taught Michman's face a new type.
   */
  static Recipe of(String type) {
    var name = type.toLowerCase(Locale.ROOT).replace('_', '-');
    return TABLE.getOrDefault(type, of(name, Map.of()));
  }

  static boolean keepsToConvention(PlanDetail plan) {
    return parameters(plan).keySet().containsAll(CONVENTION);
  }

  /** The settings of a plan that follow from a service: only those that it has parameters for. */
  Map<String, Object> settings(PlanDetail detail, Service service, ServiceVersion declared) {
    var known = parameters(detail);
    var settings = new java.util.TreeMap<String, Object>();
    var asked = versions.getOrDefault(declared.version(), declared.version());
    if (lists(known.get(version), asked)) {
      settings.put(version, asked);
    }
    for (var config : declared.configs()) {
      var parameter = parameters.getOrDefault(config.parameterName(), "");
      value(config, service)
          .filter(value -> known.containsKey(parameter))
          .ifPresent(value -> settings.put(parameter, value));
    }
    return settings;
  }

  /** What was asked, or the default; nothing where neither says anything. */
  static Optional<Object> value(ServiceConfig config, Service service) {
    return Optional.of(service.config().getOrDefault(config.parameterName(), config.defaultValue()))
        .filter(text -> !text.isEmpty())
        .map(text -> Values.data(config.type(), config.isList(), text));
  }

  /** A version that our plan does not list stays Michman's word, told by its variable alone. */
  private static boolean lists(@org.jspecify.annotations.Nullable Object schema, String version) {
    return schema instanceof Map<?, ?> map
        && map.get("enum") instanceof List<?> list
        && list.contains(version);
  }

  private static Map<?, ?> parameters(PlanDetail plan) {
    return plan.plan().parameters().get("properties") instanceof Map<?, ?> map ? map : Map.of();
  }
}
