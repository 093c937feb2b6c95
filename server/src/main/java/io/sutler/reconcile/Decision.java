package io.sutler.reconcile;

import io.sutler.domain.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What to do about one deployment.
 *
 * @param actions a DAG by {@link Action#after()}; empty when there is nothing to do now
 * @param conditions as concluded before acting
 * @param reached whether the level is reached as seen
 * @param lookAgain when to decide again without a mark; empty means at the next safety resync
 */
public record Decision(
    List<Action> actions,
    List<Condition> conditions,
    boolean reached,
    Optional<Instant> lookAgain) {
  public Decision {
    actions = List.copyOf(actions);
    conditions = List.copyOf(conditions);
  }
}
