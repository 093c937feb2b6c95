package io.sutler.testkit;

import io.sutler.domain.Command;
import io.sutler.domain.CommandState;
import io.sutler.domain.ComponentRecord;
import io.sutler.domain.Deployment;
import io.sutler.domain.Project;
import io.sutler.domain.Retained;
import io.sutler.domain.Run;
import io.sutler.domain.Step;
import io.sutler.store.CommandEnd;
import io.sutler.store.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The rows of a store in memory. Guarded by its own monitor. */
final class Tables {
  final Project project;
  final Map<Long, Deployment> deployments = new TreeMap<>();
  final Map<Long, Map<String, ComponentRecord>> components = new TreeMap<>();
  final Map<Long, Work> works = new TreeMap<>();
  final Map<String, Command> commands = new TreeMap<>();
  final Map<String, Run> runs = new TreeMap<>();
  final Map<String, Map<Integer, Step>> steps = new TreeMap<>();
  final Map<String, Retained> retained = new TreeMap<>();
  volatile Consumer<Work> onMark = _ -> {};
  String holder = "";
  long fence;
  long keys;

  Tables(Project project) {
    this.project = project;
  }

  Optional<Work> mark(long key) {
    return Optional.ofNullable(
        works.computeIfPresent(
            key, (_, w) -> new Work(key, w.place(), w.shard(), 0, true, 0, w.mark() + 1)));
  }

  List<Command> open(Deployment d) {
    var open = new ArrayList<Command>();
    for (var command : commands.values()) {
      if (command.deployment().equals(d.id()) && command.state() == CommandState.ACCEPTED) {
        open.add(command);
      }
    }
    return open;
  }

  /** False for one that has ended. */
  boolean end(CommandEnd end) {
    var command = commands.get(end.command().value());
    if (command == null || command.state().isEnd()) {
      return false;
    }
    commands.put(
        command.id().value(),
        new Command(
            command.id(),
            command.project(),
            command.deployment(),
            command.deploymentName(),
            command.kind(),
            end.state(),
            command.generation(),
            command.operation(),
            command.params(),
            command.by(),
            command.face(),
            command.createdAt(),
            command.deadline(),
            Optional.of(end.at()),
            end.reason(),
            end.outputs()));
    return true;
  }
}
