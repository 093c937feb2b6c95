package io.sutler.domain;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An operation that a plan offers: run once per command id.
 *
 * @param command argument vector, first the bundle-relative program
 * @param parameters JSON Schema 2020-12 of the operation's own parameters; empty means none
 * @param repeatable whether one that was cut off may simply run again
 * @param confirm whether a person must say yes each time
 */
public record OperationSpec(
    String component,
    List<String> command,
    Map<String, Object> parameters,
    boolean repeatable,
    boolean confirm,
    Map<String, OutputSpec> outputs,
    Duration deadline) {
  /** Before what is no program of a bundle, but known to the driver itself. */
  public static final String BUILT_IN = "sutler:";

  /** The driver's own operation that this is; empty where it is a program of the bundle. */
  public Optional<String> builtIn() {
    return command.stream()
        .findFirst()
        .filter(word -> word.startsWith(BUILT_IN))
        .map(word -> word.substring(BUILT_IN.length()));
  }

  public OperationSpec {
    command = List.copyOf(command);
    outputs = Map.copyOf(outputs);
  }
}
