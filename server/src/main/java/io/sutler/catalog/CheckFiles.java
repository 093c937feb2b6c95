package io.sutler.catalog;

import io.sutler.domain.CheckSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Is every file there that the plan names? Programs of checks and operations, and in {@code with}
 * what the driver's schema calls a {@code bundle-file}; a template may name anything, but stands
 * nowhere where the schema says {@code fixed}.
 */
final class CheckFiles {
  private final Draft draft;
  private final Bundle bundle;
  private final Context context;
  private final Faults faults;

  CheckFiles(Draft draft, Bundle bundle, Context context, Faults faults) {
    this.draft = draft;
    this.bundle = bundle;
    this.context = context;
    this.faults = faults;
  }

  void check() {
    for (var component : draft.plan().components()) {
      String path = "components." + component.name();
      component.ready().ifPresent(check -> program(draft.line(path + ".ready"), check));
      component.live().ifPresent(check -> program(draft.line(path + ".live"), check));
      var driver = Optional.ofNullable(context.drivers().get(component.driver()));
      var with = Optional.ofNullable(draft.with().get(component.name()));
      if (driver.isPresent() && with.isPresent()) {
        new Walk(driver.get().inputs()).inputs(with.get(), driver.get().inputs());
      }
    }
    draft
        .plan()
        .operations()
        .forEach((name, operation) ->
            operation.command().stream()
                .findFirst()
                .ifPresent(file -> exists(draft.line("operations." + name), file)));
  }

  private void program(int line, CheckSpec check) {
    exists(line, check.command().getFirst());
  }

  /** Walks through inputs beside their schema. */
  private final class Walk {
    private final Map<?, ?> definitions;

    Walk(Map<String, Object> root) {
      this.definitions = root.get("$defs") instanceof Map<?, ?> defs ? defs : Map.of();
    }

    /** What a reference to a definition stands for; anything else stands for itself. */
    private Map<?, ?> target(Map<?, ?> schema) {
      return schema.get("$ref") instanceof String ref
              && ref.startsWith("#/$defs/")
              && definitions.get(ref.substring(8)) instanceof Map<?, ?> definition
          ? definition
          : schema;
    }

    /** Whether a value is the plan's own to its letter, or holds such a one. */
    private boolean isFixed(Map<?, ?> schema) {
      return "fixed".equals(schema.get("format"))
          || (schema.get("properties") instanceof Map<?, ?> properties
              && properties.values().stream()
                  .anyMatch(p -> p instanceof Map<?, ?> inner && isFixed(inner)));
    }

    private void inputs(Node node, Map<?, ?> given) {
      var schema = target(given);
      switch (node) {
        case Node.Scalar scalar -> {
          if ("bundle-file".equals(schema.get("format"))
              && scalar.data() instanceof String file
              && !Template.isIn(file)) {
            exists(scalar.line(), file);
          }
          if (isFixed(schema) && scalar.data() instanceof String text && Template.isIn(text)) {
            faults.add(
                scalar.line(),
                "no template may stand here: what code runs is the plan's to say, and never its"
                    + " users'");
          }
        }
        case Node.Mapping map ->
            map.entries()
                .forEach((key, entry) -> {
                  var properties = schema.get("properties") instanceof Map<?, ?> p ? p : Map.of();
                  var property =
                      properties.containsKey(key)
                          ? properties.get(key)
                          : schema.get("additionalProperties");
                  if (property instanceof Map<?, ?> inner) {
                    inputs(entry.value(), inner);
                  }
                });
        case Node.Items items -> {
          var first = schema.get("prefixItems") instanceof List<?> p ? p : List.of();
          for (int i = 0; i < items.nodes().size(); i++) {
            var item = i < first.size() ? first.get(i) : schema.get("items");
            if (item instanceof Map<?, ?> inner) {
              inputs(items.nodes().get(i), inner);
            }
          }
        }
      }
    }
  }

  private void exists(int line, String file) {
    if (!bundle.has(file)) {
      faults.add(
          line,
          "there is no file '"
              + Fields.brief(file)
              + "' in the bundle"
              + DidYouMean.hintOrList(
                  file, bundle.files().stream().map(Bundle.File::path).toList()));
    }
  }
}
