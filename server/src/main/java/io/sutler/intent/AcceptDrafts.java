package io.sutler.intent;

import io.sutler.access.Caller;
import io.sutler.domain.Command;
import io.sutler.domain.CommandId;
import io.sutler.domain.CommandState;
import io.sutler.domain.Deployment;
import io.sutler.domain.Project;
import io.sutler.domain.Refusal;
import io.sutler.meter.QuotaCheck;
import io.sutler.secret.Redact;
import io.sutler.store.Accept;
import io.sutler.store.Accept.LevelChange;
import io.sutler.store.Accepted;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Hands drafts to the store, and turns what became of them into an answer or a refusal. A draft
 * whose deployment moved in the meantime is drawn up anew, unless the caller insisted on a version.
 */
final class AcceptDrafts {
  private static final int TRIES = 30;
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final Duration REPLAYABLE = Duration.ofHours(24);
  private final Desk desk;

  AcceptDrafts(Desk desk) {
    this.desk = desk;
  }

  /**
   * @param route what is asked of what, for the scope of the idempotency key
   * @param drawUp called again when the deployment moved
   */
  Commands.Taken take(
      Caller caller, Project project, String route, Commands.Terms terms, Supplier<Draft> drawUp) {
    if (terms.deadline().compareTo(LONGEST) > 0 || terms.deadline().toMillis() < 1) {
      throw Refusal.invalid("/deadline", "give a deadline of up to 30d");
    }
    var key = terms.idempotencyKey().map(k -> key(caller, project, route, k, terms));
    var replay = key.flatMap(k -> desk.store().intents().replay(k, desk.now()));
    if (replay.isPresent()) {
      return answer(project, route, replay.get());
    }
    for (int i = 0; ; i++) {
      var draft = drawUp.get();
      requireVersion(draft.deployment(), draft.fresh(), terms);
      var result = seal(draft, () -> accept(caller, draft, terms, key));
      if (!(result instanceof Accepted.Stale) || terms.ifVersion().isPresent() || i == TRIES) {
        return answer(project, draft.deployment().name(), result);
      }
    }
  }

  private Accepted accept(
      Caller caller, Draft draft, Commands.Terms terms, Optional<Accept.Idempotency> key) {
    var deployment = draft.deployment();
    var now = desk.now();
    boolean changes = draft.act().kind().changesLevel();
    var command =
        new Command(
            new CommandId(desk.newId()),
            draft.project().id(),
            deployment.id(),
            deployment.name(),
            draft.act().kind(),
            CommandState.ACCEPTED,
            deployment.generation() + (changes ? 1 : 0),
            draft.act().operation(),
            draft.act().params(),
            caller.name(),
            caller.face(),
            now,
            now.plus(terms.deadline()),
            Optional.empty(),
            "",
            Map.of());
    return desk.store()
        .intents()
        .accept(
            new Accept(
                command,
                level(draft),
                ifVersion(draft, terms),
                key,
                draft.effects().uses(),
                audit(caller, draft)));
  }

  /**
   * What was read is what must be there; only what leaves the level alone does not depend on it.
   */
  private static Optional<Long> ifVersion(Draft draft, Commands.Terms terms) {
    return draft.fresh() || !draft.act().kind().changesLevel()
        ? terms.ifVersion()
        : Optional.of(draft.deployment().version());
  }

  private static LevelChange level(Draft draft) {
    if (draft.fresh()) {
      return new LevelChange.Create(draft.deployment(), draft.effects().planLimit());
    }
    return draft.act().kind().changesLevel()
        ? new LevelChange.Update(
            draft.deployment().key(),
            draft.desired(),
            draft.effects().displayName(),
            draft.effects().keeps())
        : new LevelChange.Keep(draft.deployment().key());
  }

  private static Accept.AuditEntry audit(Caller caller, Draft draft) {
    var kind = draft.act().kind().name().toLowerCase(Locale.ROOT);
    var delta = draft.effects().delta();
    var after = new HashMap<String, Object>();
    draft
        .act()
        .params()
        .forEach((name, value) -> {
          if (!name.equals(Redact.PREVIOUS)) {
            after.put(name, Redact.data(value));
          }
        });
    delta.ifPresent(d -> after.put("level", Redact.data(d.after())));
    return new Accept.AuditEntry(
        caller.name(),
        caller.face(),
        draft.act().operation().isEmpty() ? kind : kind + " " + draft.act().operation(),
        "deployment/" + draft.deployment().name(),
        delta
            .<Map<String, Object>>map(d -> Map.of("level", Redact.data(d.before())))
            .orElse(Map.of()),
        after,
        "accepted");
  }

  private Accepted seal(Draft draft, Supplier<Accepted> accept) {
    var secrets = draft.effects().toSeal();
    secrets.forEach((id, clear) ->
        desk.secrets().put(id, draft.project().id(), Optional.of(draft.deployment().id()), clear));
    var result = accept.get();
    // only after an answer: one that failed on the way may have been taken all the same
    if (!(result instanceof Accepted.Taken)) {
      secrets.keySet().forEach(desk.secrets()::remove);
    }
    return result;
  }

  private Accept.Idempotency key(
      Caller caller, Project project, String route, String key, Commands.Terms terms) {
    if (key.isEmpty() || key.length() > 255 || key.chars().anyMatch(c -> c < 0x21 || c > 0x7e)) {
      throw Refusal.invalid("", "an Idempotency-Key is 1 to 255 visible ASCII characters");
    }
    return new Accept.Idempotency(
        caller.user() + "/" + project.id() + "/" + route,
        key,
        terms.bodyHash(),
        desk.now().plus(REPLAYABLE));
  }

  private void requireVersion(Deployment deployment, boolean fresh, Commands.Terms terms) {
    terms
        .ifVersion()
        .filter(version -> fresh || version != deployment.version())
        .ifPresent(version -> {
          throw stale(deployment.version(), deployment);
        });
  }

  private Refusal stale(long version, Deployment deployment) {
    var last =
        desk
            .store()
            .reads()
            .commands(deployment.project(), Optional.of(deployment.id()), "", 1)
            .stream()
            .map(c ->
                "; the last command was %s by %s"
                    .formatted(c.kind().name().toLowerCase(Locale.ROOT), c.by()))
            .findFirst()
            .orElse("");
    return new Refusal(
        Refusal.Kind.STALE,
        "stale",
        "%s is at version %d, generation %d by now%s: look at it again and repeat what you want"
            .formatted(deployment.name(), version, deployment.generation(), last),
        List.of(),
        Map.of("version", version, "generation", deployment.generation()));
  }

  private Commands.Taken answer(Project project, String name, Accepted result) {
    return switch (result) {
      case Accepted.Taken taken ->
          new Commands.Taken(Redact.command(taken.command()), taken.version(), false);
      case Accepted.Replayed replayed ->
          new Commands.Taken(
              Redact.command(replayed.command()),
              desk.store()
                  .reads()
                  .deployment(replayed.command().deployment())
                  .map(Deployment::version)
                  .orElse(0L),
              true);
      case Accepted.KeyReused _ ->
          throw new Refusal(
              Refusal.Kind.KEY_REUSED,
              "idempotency-key-reused",
              "this Idempotency-Key came before with another request: use a new one");
      case Accepted.NameTaken _ -> throw Refusals.nameTaken(name, project.name());
      case Accepted.Stale stale ->
          throw new Refusal(
              Refusal.Kind.STALE,
              "stale",
              "%s moved on meanwhile (version %d): look at it again and repeat what you want"
                  .formatted(name, stale.version()),
              List.of(),
              Map.of("version", stale.version()));
      case Accepted.OverQuota over -> throw QuotaCheck.refusal(project.name(), over);
      case Accepted.InUse used -> throw Refusals.inUse(name, used.consumers());
      case Accepted.Cycle cycle ->
          throw Refusal.invalid(
              "/params",
              "these bindings lead back to %s itself (%s): leave one out"
                  .formatted(name, String.join(" -> ", cycle.through())));
      case Accepted.Gone gone ->
          throw new Refusal(
              Refusal.Kind.CONFLICT,
              "gone",
              "%s is gone meanwhile: look again".formatted(gone.what()));
    };
  }
}
