package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * A component that a plan declares.
 *
 * @param use the plan whose components take its place
 * @param holdsData none, remove or retain
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PlanComponent(
    String name,
    Optional<String> driver,
    Optional<String> use,
    List<String> needs,
    String holdsData) {
  public PlanComponent {
    needs = needs == null ? List.of() : List.copyOf(needs);
  }
}
