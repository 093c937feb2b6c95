package io.sutler.control;

import io.sutler.domain.Command;
import io.sutler.domain.CommandKind;
import io.sutler.domain.CommandState;
import io.sutler.domain.Condition;
import io.sutler.domain.Run;
import io.sutler.reconcile.Decision;
import io.sutler.store.CommandEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which open commands a pass ends, and with what words. Pure. */
final class EndCommands {
  private static final Set<String> PERSONS_TURN = Set.of("Failed", "Broken", "NeedsConfirmation");

  private EndCommands() {}

  static List<CommandEnd> of(List<Command> open, Decision decision, Instant now) {
    var ends = new ArrayList<CommandEnd>();
    for (var command : open) {
      if (command.kind() == CommandKind.OPERATE || command.state() == CommandState.PROPOSED) {
        continue;
      }
      if (decision.reached() || command.kind() == CommandKind.HOLD) {
        var took = Duration.between(command.createdAt(), now).toMillis() / 1000.0;
        var text = String.format(Locale.ROOT, "reached after %.1f s", Math.max(0, took));
        ends.add(end(command, CommandState.REACHED, text, now));
        continue;
      }
      var stuck =
          decision.conditions().stream()
              .filter(c -> !c.holds() && PERSONS_TURN.contains(c.reason()))
              .map(Condition::message)
              .findFirst();
      if (stuck.isPresent() && decision.actions().isEmpty()) {
        ends.add(end(command, CommandState.FAILED, stuck.get(), now));
      } else if (!command.deadline().isAfter(now)) {
        ends.add(
            end(
                command,
                CommandState.FAILED,
                "its deadline passed; Sutler goes on trying: " + why(decision),
                now));
      }
    }
    return ends;
  }

  /**
   * Whether an open retry still has to wipe out earlier failures: once a run began after it, what
   * failed since keeps its backoff.
   *
   * @param newest the deployment's newest run
   */
  static boolean forgives(Command retry, Optional<Run> newest) {
    return newest.isEmpty() || newest.get().startedAt().isBefore(retry.createdAt());
  }

  private static String why(Decision decision) {
    return decision.conditions().stream()
        .filter(c -> !c.holds())
        .map(Condition::message)
        .findFirst()
        .orElse("not there yet");
  }

  private static CommandEnd end(Command command, CommandState state, String reason, Instant now) {
    return new CommandEnd(command.id(), state, reason, now, Map.of());
  }
}
