package io.sutler.intent;

import io.sutler.domain.CommandKind;
import io.sutler.domain.Desired;
import io.sutler.domain.RunState;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Levels made from others by one turn. None of them may destroy data. */
final class Levels {
  private Levels() {}

  static String word(CommandKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** A start takes back an auto-stop that is over: it would stop it again at once. */
  static Desired runState(Desired old, RunState state, Instant now) {
    var stopAt = state == RunState.RUNNING ? old.stopAt().filter(now::isBefore) : old.stopAt();
    return with(old, state, old.held(), stopAt);
  }

  static Desired held(Desired old, boolean held) {
    return with(old, old.runState(), held, old.stopAt());
  }

  static Desired params(Desired old, Map<String, Object> params) {
    return new Desired(
        old.plan(),
        old.planDigest(),
        params,
        old.bindings(),
        old.region(),
        old.runState(),
        old.held(),
        old.stopAt(),
        old.removeAt(),
        Set.of(),
        old.retain(),
        old.schedules(),
        old.adopt());
  }

  private static Desired with(Desired old, RunState state, boolean held, Optional<Instant> stopAt) {
    return new Desired(
        old.plan(),
        old.planDigest(),
        old.params(),
        old.bindings(),
        old.region(),
        state,
        held,
        stopAt,
        old.removeAt(),
        state == RunState.ABSENT ? old.mayDestroy() : Set.of(),
        old.retain(),
        old.schedules(),
        old.adopt());
  }
}
