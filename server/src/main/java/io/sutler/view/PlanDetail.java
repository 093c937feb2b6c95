package io.sutler.view;

import io.sutler.domain.Plan;
import io.sutler.domain.PlanVersion;
import java.util.List;

/**
 * A plan as people see it.
 *
 * @param versions all that the caller can see, newest first
 */
public record PlanDetail(PlanVersion row, Plan plan, List<String> versions) {}
