package io.sutler.catalog;

import io.sutler.domain.OperationSpec;
import java.time.Duration;
import java.util.Optional;

/** Reads one operation of a plan. */
final class ReadOperation {
  private final Notes notes;
  private final String name;

  ReadOperation(Notes notes, String name) {
    this.notes = notes;
    this.name = name;
  }

  Optional<OperationSpec> read(Node.Mapping map) {
    var fields = new Fields(map, "operation '" + name + "'", notes.faults());
    var component =
        fields.required("component", "database").flatMap(n -> fields.asText("component", n));
    var operation =
        component.map(of ->
            new OperationSpec(
                of,
                ReadCheck.command(fields, notes.faults()),
                new ReadParameters(notes, "operations." + name + ".parameters").read(fields),
                fields.flag("repeatable", false),
                fields.flag("confirm", false),
                new ReadOutputs(notes).read(fields),
                fields.duration("deadline", Duration.ofHours(1), Duration.ofHours(24))));
    if (operation.isPresent()) {
      fields.done();
    }
    return operation;
  }
}
