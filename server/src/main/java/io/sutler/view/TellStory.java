package io.sutler.view;

import io.sutler.domain.Command;
import io.sutler.domain.CommandKind;
import io.sutler.domain.Deployment;
import io.sutler.domain.Run;
import io.sutler.domain.Step;
import io.sutler.domain.StepState;
import io.sutler.secret.Redact;
import io.sutler.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Tells what happened to a deployment and why: each command with its end, and each thing that
 * Sutler did by itself. What was done for a command is told with the command, unless it failed or
 * has figures of its own.
 */
final class TellStory {
  private static final int MOST_RUNS = 50;
  private final Store store;

  TellStory(Store store) {
    this.store = store;
  }

  List<StoryLine> tell(Deployment deployment, int limit) {
    var reads = store.reads();
    var commands =
        reads.commands(deployment.project(), Optional.of(deployment.id()), "", limit).stream()
            .map(Redact::command)
            .toList();
    var lines = new ArrayList<StoryLine>();
    commands.forEach(c -> lines.add(line(c)));
    for (var run : reads.runs(deployment.id(), "", Math.min(limit, MOST_RUNS))) {
      for (var step : reads.steps(run.id())) {
        if (tells(step, run, commands)) {
          lines.add(
              new StoryLine(
                  step.endedAt().orElse(step.startedAt()),
                  "step",
                  Sentences.of(step),
                  Optional.of(run.id().value())));
        }
      }
    }
    lines.sort(Comparator.comparing(StoryLine::at).reversed());
    return lines.stream().limit(limit).toList();
  }

  private static StoryLine line(Command command) {
    return new StoryLine(
        command.endedAt().orElse(command.createdAt()),
        "command",
        Sentences.of(command),
        Optional.of(command.id().value()));
  }

  private static boolean tells(Step step, Run run, List<Command> commands) {
    if (step.number() == 0) {
      return false;
    }
    return step.state() == StepState.FAILED
        || !step.summary().isEmpty()
        || (isByItself(run, commands)
            && commands.stream().noneMatch(c -> didFor(c, run, step.startedAt())));
  }

  /** Also what a retry brought about: that it was asked for says nothing of what was amiss. */
  private static boolean isByItself(Run run, List<Command> commands) {
    return run.command()
        .map(id ->
            commands.stream().anyMatch(c -> c.id().equals(id) && c.kind() == CommandKind.RETRY))
        .orElse(true);
  }

  private static boolean didFor(Command command, Run run, Instant at) {
    return command.kind().changesLevel()
        && command.generation() == run.generation()
        && !at.isBefore(command.createdAt())
        && !at.isAfter(command.endedAt().orElse(Instant.MAX));
  }
}
