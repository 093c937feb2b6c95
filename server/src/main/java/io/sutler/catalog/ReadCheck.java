package io.sutler.catalog;

import io.sutler.domain.CheckSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code ready} and {@code live}. */
final class ReadCheck {
  private static final Duration MOST = Duration.ofHours(24);
  private final Notes notes;
  private final String path;

  ReadCheck(Notes notes, String path) {
    this.notes = notes;
    this.path = path;
  }

  Optional<CheckSpec> read(Fields fields, String name, Duration within, Duration every) {
    return fields
        .mapping(name)
        .flatMap(node -> {
          notes.lines().put(path + "." + name, node.line());
          var check = new Fields(node, "'" + name + "'", notes.faults());
          var command = command(check, notes.faults());
          var spec =
              new CheckSpec(
                  command,
                  check.duration("within", within, MOST),
                  check.duration("every", every, MOST));
          check.done();
          return command.isEmpty() ? Optional.empty() : Optional.of(spec);
        });
  }

  /** An argument vector; empty when there is a fault. */
  static List<String> command(Fields fields, Faults faults) {
    fields.required("command", "[bin/program]");
    var command = fields.texts("command");
    if (fields.has("command") && command.isEmpty()) {
      faults.add(fields.line("command"), "'command' is empty: write [bin/program, argument]");
    }
    if (command.stream().anyMatch(Template::isIn)) {
      faults.add(
          fields.line("command"),
          "a command takes no ${...}: give it settings, they reach it as data");
    }
    return command;
  }
}
