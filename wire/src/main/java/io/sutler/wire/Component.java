package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One part of a deployment, as known.
 *
 * @param attempts tries in a row that failed
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Component(
    String name,
    String driver,
    String region,
    Map<String, Output> outputs,
    Optional<Failure> failure,
    int attempts,
    Optional<Instant> retryAt,
    Instant changedAt) {
  public Component {
    outputs = outputs == null ? Map.of() : outputs;
  }
}
