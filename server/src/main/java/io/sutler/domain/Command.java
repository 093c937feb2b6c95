package io.sutler.domain;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A user's recorded request.
 *
 * @param generation the level it made, or that stood when it came
 * @param operation name of the operation, with {@code OPERATE}
 * @param params of the operation, or a short account of what was changed
 * @param by who asked
 * @param face through what: v1, cli, camp, schedule, ...
 * @param deadline when {@code ACCEPTED} turns {@code FAILED}; the level stays desired all the same
 * @param reason why it ended as it did; empty while it goes on
 * @param outputs of an operation
 */
public record Command(
    CommandId id,
    ProjectId project,
    DeploymentId deployment,
    String deploymentName,
    CommandKind kind,
    CommandState state,
    long generation,
    String operation,
    Map<String, Object> params,
    String by,
    String face,
    Instant createdAt,
    Instant deadline,
    Optional<Instant> endedAt,
    String reason,
    Map<String, OutputValue> outputs) {

  /** The same, of another generation. */
  public Command at(long other) {
    return new Command(
        id,
        project,
        deployment,
        deploymentName,
        kind,
        state,
        other,
        operation,
        params,
        by,
        face,
        createdAt,
        deadline,
        endedAt,
        reason,
        outputs);
  }
}
