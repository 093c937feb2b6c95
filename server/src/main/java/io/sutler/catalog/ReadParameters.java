package io.sutler.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads parameters: a map of name to JSON Schema, with two words of our own. {@code optional: true}
 * says that a parameter without a default may be left out; {@code binds: database} names the type
 * of output that it may be bound to.
 */
final class ReadParameters {
  private final Notes notes;
  private final String path;

  /**
   * @param path of the parameters in the plan, for lines
   */
  ReadParameters(Notes notes, String path) {
    this.notes = notes;
    this.path = path;
  }

  /** The JSON Schema of an object. */
  Map<String, Object> read(Fields fields) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    fields
        .named("parameters", 200, Names.PARAMETER)
        .forEach((name, entry) -> {
          notes.lines().put(path + "." + name, entry.line());
          fields
              .asMapping("parameter '" + name + "'", entry.value())
              .ifPresent(node -> add(name, node, properties, required));
        });
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", required);
    schema.put("additionalProperties", false);
    return schema;
  }

  private void add(
      String name, Node.Mapping node, Map<String, Object> properties, List<String> required) {
    var fields = new Fields(node, "parameter '" + name + "'", notes.faults());
    boolean optional = fields.flag("optional", false);
    fields
        .text("binds")
        .ifPresent(type -> fields.slug(type, fields.line("binds"), "the type of output"));
    if (fields.node("required").filter(n -> n.data() instanceof Boolean).isPresent()) {
      notes
          .faults()
          .add(
              fields.line("required"),
              "write optional: true for what may be left out; all else is required");
    } else {
      Map<String, Object> schema = new LinkedHashMap<>(node.data());
      schema.remove("optional");
      new SchemaWords(notes.faults()).check(node, Set.of("optional", "binds"));
      properties.put(name, schema);
    }
    if (!optional && !fields.has("default")) {
      required.add(name);
    }
  }
}
