package io.sutler.control;

import io.sutler.domain.Condition;
import io.sutler.domain.ConditionType;
import io.sutler.domain.Deployment;
import io.sutler.reconcile.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/** Has done what is due by a deployment's own clock, and tells what could not be. */
final class Bells {
  /** When to try again what could not be done. */
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final Timers timers;

  Bells(Timers timers) {
    this.timers = timers;
  }

  /** Why something that is due does not happen, if so. */
  Optional<Condition> ring(Deployment d, Instant now) {
    Optional<Condition> first = Optional.empty();
    for (var due : Clockwork.due(d, now)) {
      var refused =
          d.desired().held()
              ? Optional.of("a person holds it: release it (sutler release)")
              : ring(d, due);
      if (first.isEmpty()) {
        first = refused.map(why -> overdue(due, why, now));
      }
    }
    return first;
  }

  /** A decision that also says what is overdue, and comes again for it. */
  static Decision told(Decision decision, Optional<Condition> overdue, Instant now) {
    if (overdue.isEmpty()) {
      return decision;
    }
    var conditions = new ArrayList<>(decision.conditions());
    conditions.add(overdue.get());
    var again = now.plus(AGAIN);
    return new Decision(
        decision.actions(),
        conditions,
        decision.reached(),
        decision.lookAgain().filter(again::isAfter).or(() -> Optional.of(again)));
  }

  private Optional<String> ring(Deployment d, Clockwork.Due due) {
    return switch (due) {
      case Clockwork.Due.Stop _ -> timers.stop(d);
      case Clockwork.Due.Remove _ -> timers.remove(d);
      case Clockwork.Due.Operate o -> timers.operate(d, o.operation(), o.turn());
    };
  }

  private static Condition overdue(Clockwork.Due due, String why, Instant now) {
    var what =
        switch (due) {
          case Clockwork.Due.Stop _ -> "its time to stop has come, but ";
          case Clockwork.Due.Remove _ -> "its time to live is over, but ";
          case Clockwork.Due.Operate o -> "the scheduled " + o.operation() + " is due, but ";
        };
    return new Condition(
        ConditionType.TIMELY,
        false,
        "Overdue",
        what + why + "; it is tried again every minute",
        now);
  }
}
