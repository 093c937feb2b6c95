package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * An operation that a plan offers.
 *
 * @param many its component stands once for each key: say which it is to run on
 * @param confirm a person must say yes each time
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PlanOperation(
    String component,
    boolean many,
    Map<String, Object> parameters,
    boolean repeatable,
    boolean confirm) {
  public PlanOperation {
    parameters = parameters == null ? Map.of() : parameters;
  }
}
