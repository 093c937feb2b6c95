package io.sutler.view;

import io.sutler.domain.OfferedOperation;
import io.sutler.domain.Plan;
import io.sutler.domain.PlanVersion;
import java.util.List;
import java.util.Map;

/**
 * A plan as people see it.
 *
 * @param operations its own, and those of the plans that it uses
 * @param versions all that the caller can see, newest first
 */
public record PlanDetail(
    PlanVersion row, Plan plan, Map<String, OfferedOperation> operations, List<String> versions) {}
