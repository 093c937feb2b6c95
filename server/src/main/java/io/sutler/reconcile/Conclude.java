package io.sutler.reconcile;

import io.sutler.domain.Condition;
import io.sutler.domain.ConditionType;
import io.sutler.domain.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns ordered verdicts into the decision: actions, conditions, and when to look again. */
final class Conclude {
  private static final Duration UNSEEN_AGAIN = Duration.ofSeconds(5);
  private static final Duration STARTING_AGAIN = Duration.ofSeconds(1);
  private final Level level;
  private final Instant now;

  Conclude(Level level, Instant now) {
    this.level = level;
    this.now = now;
  }

  Decision decision(Map<String, Verdict> verdicts) {
    var actions = new ArrayList<Action>();
    var resolved = new Tally();
    var applied = new Tally();
    var ready = new Tally();
    var unverified = new ArrayList<String>();
    Optional<Instant> again = Optional.empty();
    for (var entry : verdicts.entrySet()) {
      var name = entry.getKey();
      switch (entry.getValue()) {
        case Verdict.Fine fine -> {
          if (!fine.verified()) {
            unverified.add(name);
          }
        }
        case Verdict.Act act -> {
          actions.add(act.action());
          boolean only = act.action() instanceof Action.Start;
          (only ? ready : applied).add(only ? "NotReady" : "Pending", name, act.action().reason());
        }
        case Verdict.Waits waits -> {
          var tally = waits.reason().equals("Starting") ? ready : applied;
          tally.add(waits.reason(), name, waits.message());
          if (waits.reason().equals("Starting")) {
            again = earlier(again, now.plus(STARTING_AGAIN));
          }
          if (waits.until().isPresent()) {
            again = earlier(again, waits.until().get());
          }
        }
        case Verdict.Stuck stuck ->
            (stuck.reason().equals("Broken") ? resolved : applied)
                .add(stuck.reason(), name, stuck.message());
        case Verdict.Unseen unseen -> {
          applied.add("LookFailed", name, unseen.message());
          again = earlier(again, now.plus(UNSEEN_AGAIN));
        }
      }
    }
    var conditions =
        List.of(
            resolved.condition(ConditionType.RESOLVED, "every input is known"),
            applied.condition(
                ConditionType.APPLIED,
                level.runState() == RunState.ABSENT
                    ? "nothing is left"
                    : "everything is as declared"),
            ready.condition(
                ConditionType.READY,
                level.runState() == RunState.RUNNING ? "everything answers" : "nothing is to run"),
            unverified.isEmpty()
                ? holds(ConditionType.VERIFIED, "everything was looked at")
                : new Condition(
                    ConditionType.VERIFIED,
                    false,
                    "Unverified",
                    "cannot be looked at: " + String.join(", ", unverified),
                    now));
    boolean reached = conditions.stream().limit(3).allMatch(Condition::holds);
    return level.held()
        ? new Decision(List.of(), held(conditions, reached), reached, Optional.empty())
        : new Decision(actions, conditions, reached, again);
  }

  private List<Condition> held(List<Condition> conditions, boolean reached) {
    if (reached) {
      return conditions;
    }
    return conditions.stream()
        .map(c ->
            c.holds() || c.type() == ConditionType.VERIFIED
                ? c
                : new Condition(
                    c.type(), false, "Held", "held by a person; would act: " + c.message(), now))
        .toList();
  }

  private Condition holds(ConditionType type, String message) {
    return new Condition(type, true, "Ok", message, now);
  }

  private static Optional<Instant> earlier(Optional<Instant> a, Instant b) {
    return a.isPresent() && a.get().isBefore(b) ? a : Optional.of(b);
  }

  /** What speaks against one condition; a person's turn is said before what goes on by itself. */
  private final class Tally {
    private final List<Condition> against = new ArrayList<>();
    private int more;

    void add(String reason, String name, String message) {
      var text = message.startsWith(name) ? message : name + ": " + message;
      var condition = new Condition(ConditionType.APPLIED, false, reason, text, now);
      if (isPersonsTurn(reason)) {
        against.addFirst(condition);
      } else {
        against.add(condition);
      }
      more++;
    }

    Condition condition(ConditionType type, String otherwise) {
      if (against.isEmpty()) {
        return holds(type, otherwise);
      }
      var first = against.getFirst();
      var text = more > 1 ? first.message() + " (and " + (more - 1) + " more)" : first.message();
      return new Condition(type, false, first.reason(), text, now);
    }
  }

  private static boolean isPersonsTurn(String reason) {
    return reason.equals("Failed") || reason.equals("NeedsConfirmation") || reason.equals("Broken");
  }
}
