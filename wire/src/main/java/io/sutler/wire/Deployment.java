package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * A deployment.
 *
 * @param conditions what is concluded
 * @param outputs what the plan gives
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Deployment(
    Metadata metadata,
    Desired desired,
    Observed observed,
    List<Condition> conditions,
    Map<String, Output> outputs) {
  public Deployment {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    outputs = outputs == null ? Map.of() : outputs;
  }
}
