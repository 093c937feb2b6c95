package io.sutler.store.sql;

import io.sutler.domain.Binding;
import io.sutler.domain.Desired;
import io.sutler.domain.RunState;
import io.sutler.json.Json;
import io.sutler.store.Accept;
import io.sutler.store.Accept.LevelChange;
import io.sutler.store.Accept.LevelChange.Create;
import io.sutler.store.Accept.LevelChange.Keep;
import io.sutler.store.Accept.LevelChange.Update;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A command to be taken, with its JSON written once by the caller's own thread. */
record AcceptInput(
    Accept accept, String desired, String params, String before, String after, long at) {

  static AcceptInput of(Accept accept, long at) {
    return new AcceptInput(
        accept,
        level(accept.level()).map(Json::write).orElse(""),
        json(accept.command().params()),
        json(accept.audit().before()),
        json(accept.audit().after()),
        at);
  }

  static String json(Map<String, Object> data) {
    return data.isEmpty() ? "{}" : Json.write(data);
  }

  private static Optional<Desired> level(LevelChange change) {
    return switch (change) {
      case Create create -> Optional.of(create.deployment().desired());
      case Update update -> Optional.of(update.desired());
      case Keep keep -> Optional.empty();
    };
  }

  Optional<Desired> level() {
    return level(accept.level());
  }

  String project() {
    return accept.command().project().value();
  }

  String deployment() {
    return accept.command().deployment().value();
  }

  /** Name that it wants for a new deployment. */
  Optional<String> newName() {
    return accept.level() instanceof Create create
        ? Optional.of(create.deployment().name())
        : Optional.empty();
  }

  boolean removes() {
    return level().filter(l -> l.runState() == RunState.ABSENT).isPresent();
  }

  List<Binding> bindings() {
    return level().map(Desired::bindings).orElse(List.of());
  }

  /** Scope and key as one text. */
  Optional<String> idempotencyId() {
    return accept.idempotency().map(Priors::id);
  }

  Chain.Line line() {
    var entry = accept.audit();
    return new Chain.Line(
        at,
        entry.by(),
        entry.face(),
        entry.action(),
        entry.object(),
        before,
        after,
        entry.outcome());
  }
}
