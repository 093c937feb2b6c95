package io.sutler.driver.servers;

import io.sutler.cloud.Machine;
import io.sutler.cloud.MachineState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A machine, and whether SSH answers on it.
 *
 * @param silentSince since when it is known not to; empty when it answers
 */
record Seen(Machine machine, Optional<Instant> silentSince) {
  /** How long a machine may be silent, after its start too, before it is started again. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  static Seen answering(Machine machine) {
    return new Seen(machine, Optional.empty());
  }

  static Seen silent(Machine machine, Instant since) {
    return new Seen(machine, Optional.of(since));
  }

  boolean answers() {
    return silentSince.isEmpty();
  }

  /** Whether it runs and was given long enough to answer again; one missed knock says nothing. */
  boolean silentTooLong(Instant now) {
    return machine.state() == MachineState.RUNNING
        && isLongAgo(silentSince, now)
        && isLongAgo(machine.since(), now);
  }

  private static boolean isLongAgo(Optional<Instant> then, Instant now) {
    return then.filter(t -> t.plus(PATIENCE).isBefore(now)).isPresent();
  }
}
