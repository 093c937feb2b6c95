package io.sutler.intent;

import io.sutler.domain.CommandKind;
import io.sutler.domain.Deployment;
import io.sutler.domain.Desired;
import io.sutler.domain.Project;
import io.sutler.domain.Resources;
import java.util.Map;
import java.util.Optional;

/**
 * A change thought through to its end, nothing of it stored yet.
 *
 * @param deployment as it would be; with generation 0 when it is yet to be made
 * @param desired the level after
 */
record Draft(Project project, Deployment deployment, Desired desired, Act act, Effects effects) {

  /**
   * What is asked.
   *
   * @param operation empty unless {@code OPERATE}
   * @param params what the command shall say of itself
   */
  record Act(CommandKind kind, String operation, Map<String, Object> params) {}

  /**
   * What comes with it.
   *
   * @param uses what the deployment will take in all after this
   * @param more what of that is new
   * @param planLimit how many of its plan a project may have
   * @param toSeal clear text by secret id, to be sealed before the level is stored
   * @param delta what changes; empty for a new deployment, and where the level stays
   * @param displayName a new one, if any
   * @param keeps bytes of storage that a removal keeps, 0 when nobody knows; empty for none
   */
  record Effects(
      Resources uses,
      Resources more,
      Optional<Integer> planLimit,
      Map<String, String> toSeal,
      Optional<DesiredDelta> delta,
      Optional<String> displayName,
      Optional<Long> keeps) {}

  boolean fresh() {
    return deployment.generation() == 0;
  }
}
