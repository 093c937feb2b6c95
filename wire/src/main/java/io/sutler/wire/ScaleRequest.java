package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * How many of which components there shall be.
 *
 * @param components how many, by component
 * @param mayDestroy components whose data this change may destroy
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ScaleRequest(Map<String, Long> components, List<String> mayDestroy) {
  public ScaleRequest {
    components = components == null ? Map.of() : components;
    mayDestroy = mayDestroy == null ? List.of() : List.copyOf(mayDestroy);
  }
}
