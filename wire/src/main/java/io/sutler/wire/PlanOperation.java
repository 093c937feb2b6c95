package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * An operation that a plan offers.
 *
 * @param confirm a person must say yes each time
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PlanOperation(
    String component, Map<String, Object> parameters, boolean repeatable, boolean confirm) {
  public PlanOperation {
    parameters = parameters == null ? Map.of() : parameters;
  }
}
