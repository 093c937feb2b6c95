package io.sutler.intent;

import io.sutler.domain.OfferedOperation;
import io.sutler.domain.Plan;
import io.sutler.domain.Refusal;
import io.sutler.domain.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what a request says of time: lives and schedules. */
final class Times {
  private static final Duration LONGEST = Duration.ofDays(3650);
  private static final Duration SHORTEST_SCHEDULE = Duration.ofMinutes(1);

  private Times() {}

  /**
   * @throws Refusal INVALID at {@code pointer} unless {@code life} is positive and at most 10 years
   */
  static Instant after(String pointer, Instant now, Duration life) {
    if (life.isZero() || life.isNegative() || life.compareTo(LONGEST) > 0) {
      throw Refusal.invalid(pointer, "give a time from now like 8h or 7d, at most 3650d");
    }
    return now.plus(life);
  }

  /**
   * @param offers what the plan offers to be run
   * @param schedules operation to its interval
   * @throws Refusal INVALID where the plan has no such operation, or it cannot run by itself
   */
  static List<Schedule> schedules(
      Plan plan, Map<String, OfferedOperation> offers, Map<String, Duration> schedules) {
    var out = new ArrayList<Schedule>();
    new TreeMap<>(schedules)
        .forEach((name, every) -> {
          var pointer = "/schedules/" + name;
          var operation = offers.get(name);
          if (operation == null) {
            throw Refusal.invalid(
                pointer,
                "plan %s has no operation '%s': it has %s"
                    .formatted(
                        plan.ref(),
                        InertText.shown(name),
                        offers.isEmpty() ? "none" : String.join(", ", offers.keySet())));
          }
          if (operation.many()) {
            throw Refusal.invalid(
                pointer, "%s runs on one of several: it cannot be scheduled".formatted(name));
          }
          if (operation.spec().confirm()) {
            throw Refusal.invalid(
                pointer, "%s asks a person each time: it cannot be scheduled".formatted(name));
          }
          if (every.compareTo(SHORTEST_SCHEDULE) < 0 || every.compareTo(LONGEST) > 0) {
            throw Refusal.invalid(pointer, "schedule it every 1m to 3650d");
          }
          out.add(new Schedule(name, every));
        });
    return out;
  }
}
