package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * An operation to be run.
 *
 * @param confirm the person's yes, where the plan asks for it
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record OperationRequest(Map<String, Object> params, boolean confirm) {
  public OperationRequest {
    params = params == null ? Map.of() : params;
  }
}
