package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * What is wrong with a bundle.
 *
 * @param ref {@code name@version}
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Validation(
    boolean valid,
    Optional<String> ref,
    Optional<String> digest,
    List<Fault> errors,
    List<Fault> warnings) {
  public Validation {
    errors = errors == null ? List.of() : List.copyOf(errors);
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
  }
}
