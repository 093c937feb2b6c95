package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One attempt at carrying out a decision.
 *
 * @param command the operation that it carries out
 * @param outcome absent while it goes on
 * @param steps empty in lists
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Run(
    String id,
    String deploymentId,
    Optional<String> command,
    long generation,
    String worker,
    Instant startedAt,
    Optional<Instant> endedAt,
    Optional<String> outcome,
    List<Step> steps) {
  public Run {
    steps = steps == null ? List.of() : List.copyOf(steps);
  }
}
