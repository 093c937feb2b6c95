package io.sutler.testkit;

import io.sutler.domain.CommandKind;
import io.sutler.domain.CommandState;
import io.sutler.domain.Deployment;
import io.sutler.domain.ProjectId;
import io.sutler.store.Accept;
import io.sutler.store.Accept.LevelChange;
import io.sutler.store.Accepted;
import io.sutler.store.CommandEnd;
import io.sutler.store.Intents;
import io.sutler.store.Work;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Takes every command: no quota, no names, no bindings to guard. */
final class MemoryIntents implements Intents {
  private final Tables tables;

  MemoryIntents(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Accepted accept(Accept request) {
    Accepted answer;
    Optional<Work> marked;
    synchronized (tables) {
      var before = standing(request.level());
      if (before.isEmpty()) {
        return new Accepted.Gone("deployment");
      }
      var after =
          switch (request.level()) {
            case LevelChange.Create _ -> before.get();
            case LevelChange.Update u -> Rows.desired(before.get(), u.desired());
            case LevelChange.Keep _ -> before.get();
          };
      if (request.level() instanceof LevelChange.Update) {
        supersede(after, request.command().createdAt());
      }
      var command = request.command().at(after.generation());
      tables.deployments.put(after.key(), after);
      tables.commands.put(command.id().value(), command);
      marked = tables.mark(after.key());
      answer = new Accepted.Taken(command, after.key(), after.generation(), after.version());
    }
    marked.ifPresent(tables.onMark);
    return answer;
  }

  private Optional<Deployment> standing(LevelChange level) {
    return switch (level) {
      case LevelChange.Create c -> {
        var made = Rows.keyed(c.deployment(), ++tables.keys);
        int shard = Work.shardOf(made.key());
        tables.works.put(made.key(), new Work(made.key(), made.place(), shard, 0, true, 0, 0));
        yield Optional.of(made);
      }
      case LevelChange.Update u -> Optional.ofNullable(tables.deployments.get(u.key()));
      case LevelChange.Keep k -> Optional.ofNullable(tables.deployments.get(k.key()));
    };
  }

  private void supersede(Deployment d, Instant at) {
    for (var open : tables.open(d)) {
      if (open.kind() != CommandKind.OPERATE) {
        tables.end(new CommandEnd(open.id(), CommandState.SUPERSEDED, "superseded", at, Map.of()));
      }
    }
  }

  @Override
  public Optional<Accepted> replay(Accept.Idempotency key, Instant now) {
    return Optional.empty();
  }

  @Override
  public boolean end(CommandEnd end) {
    Optional<Work> marked;
    synchronized (tables) {
      if (!tables.end(end)) {
        return false;
      }
      var command = tables.commands.get(end.command().value());
      marked =
          tables.deployments.values().stream()
              .filter(d -> command != null && d.id().equals(command.deployment()))
              .findFirst()
              .flatMap(d -> tables.mark(d.key()));
    }
    marked.ifPresent(tables.onMark);
    return true;
  }

  @Override
  public boolean expireRetained(ProjectId project, String id, Instant at) {
    throw new UnsupportedOperationException("expireRetained");
  }
}
