package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;

/**
 * Limits of a project, or what it uses; what is absent has no limit.
 *
 * @param perPlan deployments by plan name
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Quota(
    Optional<Long> deployments,
    Map<String, Long> perPlan,
    Optional<Double> cpus,
    Optional<Long> memoryBytes,
    Optional<Long> diskBytes,
    Optional<Long> retainedBytes) {
  public Quota {
    perPlan = perPlan == null ? Map.of() : perPlan;
  }
}
