package io.sutler.domain;

import java.time.Duration;
import java.util.List;

/**
 * A check that a service answers: a command of the bundle that exits 0 when it does.
 *
 * @param command argument vector, first the bundle-relative program; never empty
 * @param within readiness: how long a start may take; liveness: how long failing is borne
 * @param every time between two tries
 */
public record CheckSpec(List<String> command, Duration within, Duration every) {
  public CheckSpec {
    command = List.copyOf(command);
  }
}
