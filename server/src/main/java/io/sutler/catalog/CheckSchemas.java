package io.sutler.catalog;

import java.util.Map;

/** Are the parameters' schemas valid ones, and do their defaults fit them? */
final class CheckSchemas {
  private final Draft draft;
  private final Faults faults;

  CheckSchemas(Draft draft, Faults faults) {
    this.draft = draft;
    this.faults = faults;
  }

  void check() {
    check("parameters", draft.plan().parameters());
    draft
        .plan()
        .operations()
        .forEach((name, o) -> check("operations." + name + ".parameters", o.parameters()));
  }

  private void check(String path, Map<String, Object> parameters) {
    Params.properties(parameters)
        .forEach((name, schema) -> check(name, draft.line(path + "." + name), schema));
  }

  private void check(String name, int line, Map<String, Object> schema) {
    int before = faults.count();
    for (var error : Schemas.validateSchema(schema)) {
      faults.add(
          line,
          "the schema of '%s' is not valid at %s: %s"
              .formatted(name, error.getInstanceLocation(), String.valueOf(error.getMessage())));
    }
    if (faults.count() > before || !schema.containsKey("default")) {
      return;
    }
    try {
      for (var found : SchemaFaults.of(Schemas.compile(schema), schema.get("default"))) {
        faults.add(line, "the default of '" + name + "' does not fit: it " + found.sentence());
      }
    } catch (RuntimeException e) {
      faults.add(line, "the schema of '" + name + "' is not valid: " + e.getMessage());
    }
  }
}
