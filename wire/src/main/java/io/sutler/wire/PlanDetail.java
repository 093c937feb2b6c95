package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One version of a plan, whole.
 *
 * @param parameters JSON Schema 2020-12
 * @param outputs names of what it gives
 * @param versions all that the caller can see, newest first
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PlanDetail(
    PlanSummary plan,
    String description,
    Map<String, Object> parameters,
    List<PlanComponent> components,
    Map<String, PlanOperation> operations,
    List<String> outputs,
    Optional<Integer> perProject,
    List<String> versions) {
  public PlanDetail {
    parameters = parameters == null ? Map.of() : parameters;
    operations = operations == null ? Map.of() : operations;
    components = components == null ? List.of() : List.copyOf(components);
    outputs = outputs == null ? List.of() : List.copyOf(outputs);
    versions = versions == null ? List.of() : List.copyOf(versions);
  }
}
