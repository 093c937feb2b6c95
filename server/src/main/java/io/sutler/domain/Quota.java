package io.sutler.domain;

import java.util.Map;

/**
 * How much a project may have; negative means no limit.
 *
 * @param deployments standing deployments
 * @param perPlan by plan name; a plan not named has no limit here
 * @param cpus thousandths of a processor
 * @param memory bytes
 * @param disk bytes
 * @param retained bytes of retained storage
 */
public record Quota(
    long deployments, Map<String, Long> perPlan, long cpus, long memory, long disk, long retained) {
  public static final Quota UNLIMITED = new Quota(-1, Map.of(), -1, -1, -1, -1);

  public Quota {
    perPlan = Map.copyOf(perPlan);
  }
}
