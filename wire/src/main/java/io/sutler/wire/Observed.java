package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What was seen.
 *
 * @param generation the newest level that was reached; 0 before the first
 * @param components empty in lists
 * @param members empty in lists
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Observed(
    long generation, List<Component> components, List<DeploymentMember> members) {
  public Observed {
    components = components == null ? List.of() : List.copyOf(components);
    members = members == null ? List.of() : List.copyOf(members);
  }
}
