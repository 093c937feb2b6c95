package io.sutler.store;

import io.sutler.domain.DeploymentId;
import io.sutler.domain.ProjectId;
import java.util.List;

/**
 * What tells whether a deployment is still as it was, at a fraction of what reading it costs.
 *
 * @param place whose servers reach it
 * @param made its recorded components, by name
 * @param busy whether a command of it still goes on
 * @param print of all that a pass reads of the store: its level, what was observed, its mark, its
 *     components, what it is bound to; equal only where all of that is
 */
public record Glance(
    long key,
    DeploymentId id,
    ProjectId project,
    String place,
    List<Made> made,
    boolean busy,
    long print) {
  /** A recorded component, and where it was made by what. */
  public record Made(String component, String driver, String region) {}
}
