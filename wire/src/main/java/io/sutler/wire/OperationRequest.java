package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;

/**
 * An operation to be run.
 *
 * @param component which one, where the operation is of one of several: {@code worker[a]}
 * @param confirm the person's yes, where the plan asks for it
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record OperationRequest(
    Optional<String> component, Map<String, Object> params, boolean confirm) {
  public OperationRequest {
    params = params == null ? Map.of() : params;
  }
}
