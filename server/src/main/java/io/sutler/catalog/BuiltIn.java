package io.sutler.catalog;

import io.sutler.domain.ComponentSpec;
import io.sutler.domain.DataPolicy;
import io.sutler.domain.OperationSpec;
import io.sutler.domain.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Operations that a driver knows by itself, so that no plan need write them: {@code rebuild} of
 * machines, {@code run} of a part of a playbook. Where a plan has several components of that
 * driver, each goes by its component's name, as {@code nodes.rebuild}; a plan's own operation of
 * the name comes before.
 */
final class BuiltIn {
  private static final Map<String, Object> TEXT =
      Map.of("type", "string", "minLength", 1, "maxLength", 200);

  private BuiltIn() {}

  static Map<String, OperationSpec> of(Plan plan) {
    var all = new TreeMap<String, OperationSpec>();
    boolean asks = mayHoldData(plan);
    add(plan, "servers", "rebuild", c -> rebuild(c, asks), all);
    add(plan, "ansible", "run", BuiltIn::run, all);
    return all;
  }

  /**
   * Whether a machine of it may hold data: what runs on machines is another component than they
   * are, or another plan that it uses.
   */
  static boolean mayHoldData(Plan plan) {
    return plan.components().stream()
        .anyMatch(c -> c.holdsData() != DataPolicy.NONE || c.use().isPresent());
  }

  private interface Spec {
    OperationSpec of(String component);
  }

  private static void add(
      Plan plan, String driver, String name, Spec spec, Map<String, OperationSpec> all) {
    var components = plan.components().stream().filter(c -> c.driver().equals(driver)).toList();
    for (ComponentSpec c : components) {
      var full = components.size() == 1 ? name : c.name() + "." + name;
      if (!plan.operations().containsKey(full)) {
        all.put(full, spec.of(c.name()));
      }
    }
  }

  private static OperationSpec rebuild(String component, boolean asks) {
    return spec(
        component,
        "rebuild",
        Map.of("member", with(TEXT, "title", "Member"), "force", Map.of("type", "boolean")),
        List.of("member"),
        asks);
  }

  private static OperationSpec run(String component) {
    var tags =
        Map.<String, Object>of(
            "type",
            "array",
            "maxItems",
            100,
            "items",
            Map.of("type", "string", "pattern", "^[A-Za-z0-9_.-]{1,100}$"));
    var limit =
        Map.<String, Object>of(
            "type", "string", "maxLength", 10_000, "pattern", "^[A-Za-z0-9_.:!&*,\\[\\]-]*$");
    return spec(component, "run", Map.of("tags", tags, "limit", limit), List.of(), false);
  }

  private static Map<String, Object> with(Map<String, Object> schema, String name, Object value) {
    var more = new TreeMap<>(schema);
    more.put(name, value);
    return more;
  }

  private static OperationSpec spec(
      String component,
      String command,
      Map<String, Object> properties,
      List<String> required,
      boolean confirm) {
    var schema =
        Map.<String, Object>of(
            "type",
            "object",
            "additionalProperties",
            false,
            "properties",
            properties,
            "required",
            required);
    return new OperationSpec(
        component,
        List.of(OperationSpec.BUILT_IN + command),
        schema,
        true,
        confirm,
        Map.of(),
        Duration.ofHours(1));
  }
}
