package io.sutler.domain;

import java.util.Map;

/**
 * What a project uses now.
 *
 * @param perPlan deployments by plan name
 * @param retained bytes of retained storage
 */
public record Usage(
    long deployments, Map<String, Long> perPlan, Resources resources, long retained) {
  public Usage {
    perPlan = Map.copyOf(perPlan);
  }
}
