package io.sutler.control;

import io.sutler.domain.Condition;
import io.sutler.domain.ConditionType;
import io.sutler.domain.Desired;
import io.sutler.domain.Observed;
import io.sutler.domain.Plan;
import io.sutler.domain.Trust;
import io.sutler.execute.FencedOff;
import io.sutler.reconcile.Decision;
import io.sutler.store.Fence;
import io.sutler.store.Finish;
import io.sutler.store.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is done with a deployment whose plan's version cannot be had: it is told, what stands is
 * left alone, and it is looked after again without haste.
 */
final class WithoutPlan {
  private static final Duration AGAIN = Duration.ofSeconds(30);
  private final House house;
  private final Snapshot begun;

  WithoutPlan(House house, Snapshot begun) {
    this.house = house;
    this.begun = begun;
  }

  /** A plan that declares nothing: enough to take down what is recorded. */
  static Plan nothing(Desired desired) {
    return new Plan(
        desired.plan(),
        "?",
        desired.planDigest(),
        Optional.empty(),
        Trust.TENANT,
        desired.plan(),
        "",
        "",
        Map.of(),
        Map.of(),
        List.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Optional.empty());
  }

  /**
   * Writes it down.
   *
   * @param overdue what should have happened by the clock, if it could not
   * @return when to come again, in milliseconds since the epoch
   * @throws FencedOff when another server has taken over
   */
  long tell(Fence fence, String why, Optional<Condition> overdue) {
    var now = house.tools().clock().instant();
    var before = begun.deployment().observed();
    var conditions = new ArrayList<Condition>();
    conditions.add(new Condition(ConditionType.RESOLVED, false, "PlanMissing", why, now));
    before.conditions().stream()
        .filter(c -> c.type() != ConditionType.RESOLVED && c.type() != ConditionType.TIMELY)
        .forEach(conditions::add);
    overdue.ifPresent(conditions::add);
    var observed =
        new Observed(
            before.generation(),
            Conclusion.since(before.conditions(), conditions),
            before.outputs());
    var due = now.plus(AGAIN);
    var decision = new Decision(List.of(), conditions, false, Optional.of(due));
    var finish =
        new Finish(
            begun.deployment().key(),
            observed.equals(before) ? Optional.empty() : Optional.of(observed),
            List.of(),
            Set.of(),
            EndCommands.of(begun.open(), decision, now),
            Optional.empty(),
            List.of(),
            false,
            false,
            begun.mark(),
            micros(due),
            0);
    if (!house.tools().store().passes().finish(fence, finish)) {
      throw new FencedOff("writing that the plan is missing");
    }
    return due.toEpochMilli();
  }

  private static long micros(Instant at) {
    return at.toEpochMilli() * 1000;
  }
}
