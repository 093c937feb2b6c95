package io.sutler.api.michman;

import io.sutler.access.Caller;
import io.sutler.domain.Command;
import io.sutler.domain.CommandKind;
import io.sutler.domain.LogChunk;
import io.sutler.domain.Run;
import io.sutler.domain.RunId;
import io.sutler.view.ShowRuns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the newest making, changing or removing of a cluster printed. Thread-safe. */
record ClusterLog(ShowRuns runs) {
  private static final int PAGE = 200;
  private static final int MOST = 4 << 20;

  /** What was asked for when it printed. */
  enum Action {
    CREATE(Set.of(CommandKind.INSTALL)),
    UPDATE(Set.of(CommandKind.UPDATE, CommandKind.SCALE)),
    DELETE(Set.of(CommandKind.REMOVE));

    private final Set<CommandKind> kinds;

    Action(Set<CommandKind> kinds) {
      this.kinds = kinds;
    }
  }

  /** Of one caller's look. */
  record Of(Caller caller, String project, String deployment) {}

  /** The newest part of it; empty when nothing was printed. */
  String text(Of of, Action action) {
    var commands = commands(of);
    var newest = commands.stream().filter(c -> action.kinds.contains(c.kind())).findFirst();
    return newest.map(c -> text(of, sameLevel(c, commands))).orElse("");
  }

  /** It, and the tries of the same level. */
  private static List<Command> sameLevel(Command command, List<Command> all) {
    return all.stream()
        .filter(c -> c.generation() == command.generation())
        .filter(c -> c.kind().changesLevel() || c.kind() == CommandKind.RETRY)
        .toList();
  }

  private static Optional<Instant> end(List<Command> same) {
    return same.stream().allMatch(c -> c.endedAt().isPresent())
        ? same.stream().flatMap(c -> c.endedAt().stream()).max(Instant::compareTo)
        : Optional.empty();
  }

  private List<Command> commands(Of of) {
    var all = new ArrayList<Command>();
    var after = Optional.of("");
    while (after.isPresent()) {
      var page =
          runs.commands(of.caller, of.project, Optional.of(of.deployment), after.get(), PAGE);
      all.addAll(page.items());
      after = page.next();
    }
    return all;
  }

  private String text(Of of, List<Command> commands) {
    var text = new StringBuilder();
    for (var run : runs(of, commands).reversed()) {
      append(of, run.id(), text);
    }
    return text.toString();
  }

  /** Newest first. */
  private List<Run> runs(Of of, List<Command> commands) {
    var ids = commands.stream().map(Command::id).collect(Collectors.toSet());
    long generation = commands.getFirst().generation();
    var end = end(commands);
    return runs.runs(of.caller, of.project, of.deployment, "", PAGE).items().stream()
        .filter(r -> r.generation() == generation)
        .filter(r -> r.command().map(ids::contains).orElse(true))
        .filter(r -> end.map(e -> !r.startedAt().isAfter(e)).orElse(true))
        .toList();
  }

  private void append(Of of, RunId run, StringBuilder text) {
    List<LogChunk> chunks;
    long seq = 0;
    do {
      chunks = runs.log(of.caller, of.project, run, seq, PAGE);
      for (var chunk : chunks) {
        text.append(chunk.text());
        seq = chunk.seq();
      }
      if (text.length() > MOST) {
        text.delete(0, text.length() - MOST);
      }
    } while (chunks.size() == PAGE);
  }
}
