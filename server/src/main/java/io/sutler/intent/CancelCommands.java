package io.sutler.intent;

import io.sutler.access.Caller;
import io.sutler.domain.Command;
import io.sutler.domain.CommandId;
import io.sutler.domain.CommandKind;
import io.sutler.domain.CommandState;
import io.sutler.domain.Deployment;
import io.sutler.domain.Project;
import io.sutler.domain.Refusal;
import io.sutler.secret.Redact;
import io.sutler.store.CommandEnd;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Cancels a command, and takes the level back to what stood before it. A cancel that was cut off
 * between the two is finished by cancelling again.
 */
final class CancelCommands {
  private final Desk desk;
  private final DraftChange changes;
  private final AcceptDrafts accept;

  CancelCommands(Desk desk, DraftChange changes, AcceptDrafts accept) {
    this.desk = desk;
    this.changes = changes;
    this.accept = accept;
  }

  Command cancel(Caller caller, Project project, CommandId id) {
    var command = read(project, id);
    if (!command.state().isEnd()) {
      desk.store()
          .intents()
          .end(
              new CommandEnd(
                  id,
                  CommandState.CANCELLED,
                  "cancelled by " + caller.name(),
                  desk.now(),
                  Map.of()));
      command = read(project, id);
    }
    if (command.state() != CommandState.CANCELLED) {
      throw new Refusal(
          Refusal.Kind.CONFLICT,
          "already-ended",
          "command %s is %s already: there is nothing to cancel"
              .formatted(id, command.state().name().toLowerCase(Locale.ROOT)));
    }
    if (command.kind().changesLevel() && standsAt(command).isPresent()) {
      takeBack(caller, project, command);
    }
    return Redact.command(command);
  }

  private void takeBack(Caller caller, Project project, Command command) {
    try {
      accept.take(caller, project, "cancel", Commands.Terms.PLAIN, () -> draw(project, command));
    } catch (Moved newerLevel) {
      // the level is another's by now: nothing of the cancelled command stands
    }
  }

  private Draft draw(Project project, Command command) {
    var deployment = standsAt(command).orElseThrow(Moved::new);
    var old = deployment.desired();
    boolean install = command.kind() == CommandKind.INSTALL;
    var draft =
        install
            ? changes.removal(
                project, deployment, DraftRemoval.absent(old, true, Set.of()), Set.of())
            : changes.level(
                project, deployment, DesiredDelta.back(old, previous(command)), CommandKind.UPDATE);
    var params = new LinkedHashMap<>(draft.act().params());
    params.put("takesBack", command.id().value());
    return new Draft(
        draft.project(),
        draft.deployment(),
        draft.desired(),
        new Draft.Act(draft.act().kind(), "", params),
        draft.effects());
  }

  private Optional<Deployment> standsAt(Command command) {
    return desk.store()
        .reads()
        .deployment(command.deployment())
        .filter(deployment -> deployment.generation() == command.generation());
  }

  private static Map<String, Object> previous(Command command) {
    var out = new LinkedHashMap<String, Object>();
    if (command.params().get(Redact.PREVIOUS) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> out.put(String.valueOf(key), value));
    }
    return out;
  }

  private Command read(Project project, CommandId id) {
    return desk.store()
        .reads()
        .command(project.id(), id)
        .orElseThrow(() -> Refusal.notFound("command", InertText.shown(id.value())));
  }

  private static final class Moved extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
