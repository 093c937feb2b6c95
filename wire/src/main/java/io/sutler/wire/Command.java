package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A user's recorded request.
 *
 * @param kind install, update, remove, start, stop, suspend, scale, hold, release, operate, retry,
 *     cancel
 * @param deployment its name
 * @param state proposed, accepted; reached, failed, superseded, cancelled, refused are ends
 * @param reason why it ended as it did
 * @param outputs of an operation
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Command(
    String id,
    String kind,
    String deployment,
    String deploymentId,
    String state,
    long generation,
    Optional<String> operation,
    Map<String, Object> params,
    String by,
    String face,
    Instant createdAt,
    Instant deadline,
    Optional<Instant> endedAt,
    Optional<Instant> reachedAt,
    Optional<String> reason,
    Map<String, Output> outputs) {
  public Command {
    params = params == null ? Map.of() : params;
    outputs = outputs == null ? Map.of() : outputs;
  }
}
