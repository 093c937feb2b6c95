package io.sutler.catalog;

import io.sutler.domain.ComponentSpec;
import io.sutler.domain.Plan;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What each kind of expression in a plan may speak of, with types as JSON Schemas. */
final class Roots {
  private static final Map<String, Object> TEXT = Map.of("type", "string");
  private static final Map<String, Object> ANY = Map.of();
  private static final Map<String, Object> MEMBERS =
      Map.of("type", "array", "items", Map.of("type", "object"));

  /**
   * A field of a root.
   *
   * @param unsure it may not be there: must be asked after with {@code has(...)}
   */
  record Field(Map<String, Object> schema, boolean unsure) {}

  /**
   * A root.
   *
   * @param open its fields are not known
   * @param keyed it is a map of key to these fields, of a component with {@code for_each}
   */
  record Root(Map<String, Field> fields, boolean open, boolean keyed) {
    private static Root of(Map<String, Field> fields) {
      return new Root(fields, false, false);
    }
  }

  private final Plan plan;
  private final Optional<Function<String, Optional<Plan>>> used;

  Roots(Plan plan, Optional<Function<String, Optional<Plan>>> used) {
    this.plan = plan;
    this.used = used;
  }

  Map<String, Root> of(Draft.Site site) {
    Map<String, Root> roots = new LinkedHashMap<>();
    roots.put("params", Root.of(params(false)));
    roots.put("bindings", Root.of(params(true)));
    roots.put(
        "deployment",
        Root.of(
            Map.of(
                "name", new Field(TEXT, false),
                "project", new Field(TEXT, false),
                "region", new Field(TEXT, false))));
    var own = component(site.component());
    if (site.kind() == Draft.Kind.AMOUNT) {
      roots.remove("bindings");
      own.flatMap(ComponentSpec::forEach).ifPresent(_ -> roots.put("each", each()));
    }
    boolean early =
        switch (site.kind()) {
          case CONDITION, LOOP, AMOUNT -> true;
          case INPUT, PART_OF_TEXT, OUTPUT -> false;
        };
    if (!early) {
      roots.put("secrets", Root.of(secrets()));
      own.flatMap(ComponentSpec::forEach).ifPresent(_ -> roots.put("each", each()));
      for (var other : plan.components()) {
        if (!other.name().equals(site.component())) {
          roots.put(Names.inExpressions(other.name()), component(other, own));
        }
      }
    }
    return roots;
  }

  private static Root each() {
    return Root.of(Map.of("key", new Field(TEXT, false), "value", new Field(ANY, false)));
  }

  private Optional<ComponentSpec> component(String name) {
    return plan.components().stream().filter(c -> c.name().equals(name)).findFirst();
  }

  private Map<String, Field> params(boolean asBindings) {
    Map<String, Field> fields = new LinkedHashMap<>();
    var required =
        plan.parameters().get("required") instanceof Collection<?> names ? names : List.of();
    Params.properties(plan.parameters())
        .forEach((name, schema) -> {
          boolean sure = schema.containsKey("default") || required.contains(name);
          fields.put(Names.inExpressions(name), new Field(schema, asBindings || !sure));
        });
    return fields;
  }

  private Map<String, Field> secrets() {
    Map<String, Field> fields = new LinkedHashMap<>();
    plan.secrets()
        .keySet()
        .forEach(name -> fields.put(Names.inExpressions(name), new Field(TEXT, false)));
    return fields;
  }

  /**
   * @param reader whose expression it is: under the same {@code when}, what is there for one is
   *     there for the other
   */
  private Root component(ComponentSpec spec, Optional<ComponentSpec> reader) {
    boolean unsure =
        spec.when().isPresent() && !reader.flatMap(ComponentSpec::when).equals(spec.when());
    boolean keyed = spec.forEach().isPresent();
    Map<String, Field> fields = new LinkedHashMap<>();
    if (spec.use().isPresent()) {
      var plan = used.flatMap(find -> find.apply(spec.use().get()));
      plan.ifPresent(p ->
          p.outputs()
              .keySet()
              .forEach(name -> fields.put(Names.inExpressions(name), new Field(ANY, unsure))));
      return new Root(fields, plan.isEmpty(), keyed);
    }
    spec.outputs()
        .forEach((name, output) ->
            fields.put(Names.inExpressions(name), new Field(ANY, unsure || !output.required())));
    fields.put("members", new Field(MEMBERS, unsure));
    return new Root(fields, false, keyed);
  }
}
