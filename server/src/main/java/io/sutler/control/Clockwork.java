package io.sutler.control;

import io.sutler.domain.Command;
import io.sutler.domain.Deployment;
import io.sutler.domain.RunState;
import io.sutler.domain.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a deployment's own clock says: expiry, schedules, command deadlines. Pure. */
final class Clockwork {
  /** Something that is due now. */
  sealed interface Due {
    record Stop() implements Due {}

    record Remove() implements Due {}

    record Operate(String operation, long turn) implements Due {}
  }

  private Clockwork() {}

  static List<Due> due(Deployment d, Instant now) {
    var due = new ArrayList<Due>();
    var desired = d.desired();
    if (desired.runState() == RunState.ABSENT) {
      return due;
    }
    if (desired.removeAt().isPresent() && !desired.removeAt().get().isAfter(now)) {
      due.add(new Due.Remove());
      return due;
    }
    if (desired.runState() == RunState.RUNNING) {
      if (desired.stopAt().isPresent() && !desired.stopAt().get().isAfter(now)) {
        due.add(new Due.Stop());
      }
      for (var schedule : desired.schedules()) {
        long turn = turn(d, schedule, now);
        if (turn > 0) {
          due.add(new Due.Operate(schedule.operation(), turn));
        }
      }
    }
    return due;
  }

  /** When something comes due next. */
  static Optional<Instant> next(Deployment d, List<Command> open, Instant now) {
    var times = new ArrayList<Instant>();
    open.stream().map(Command::deadline).filter(t -> t.isAfter(now)).forEach(times::add);
    var desired = d.desired();
    if (desired.runState() != RunState.ABSENT) {
      desired.removeAt().ifPresent(times::add);
      if (desired.runState() == RunState.RUNNING) {
        desired.stopAt().ifPresent(times::add);
        for (var schedule : desired.schedules()) {
          times.add(d.createdAt().plus(schedule.every().multipliedBy(turn(d, schedule, now) + 1)));
        }
      }
    }
    return times.stream().filter(t -> t.isAfter(now)).min(Instant::compareTo);
  }

  private static long turn(Deployment d, Schedule schedule, Instant now) {
    var age = Duration.between(d.createdAt(), now);
    return age.isNegative() ? 0 : age.dividedBy(schedule.every());
  }
}
