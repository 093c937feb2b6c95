package io.sutler.catalog;

import io.sutler.domain.OutputSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the outputs that a component or an operation promises. */
final class ReadOutputs {
  private final Notes notes;

  ReadOutputs(Notes notes) {
    this.notes = notes;
  }

  Map<String, OutputSpec> read(Fields fields) {
    Map<String, OutputSpec> outputs = new LinkedHashMap<>();
    fields
        .named("outputs", 100, Names.OUTPUT)
        .forEach((name, entry) ->
            fields
                .asMapping("output '" + name + "'", entry.value())
                .ifPresent(node -> outputs.put(name, output(name, node))));
    return outputs;
  }

  private OutputSpec output(String name, Node.Mapping node) {
    var fields = new Fields(node, "output '" + name + "'", notes.faults());
    var type =
        fields
            .required("type", "endpoint")
            .flatMap(n -> fields.asText("type", n))
            .filter(text -> fields.slug(text, fields.line("type"), "the type"))
            .orElse("setting");
    var output = new OutputSpec(type, fields.flag("secret", false), fields.flag("required", true));
    fields.done();
    return output;
  }
}
