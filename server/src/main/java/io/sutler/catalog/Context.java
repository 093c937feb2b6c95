package io.sutler.catalog;

import io.sutler.domain.Plan;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Trust;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a plan is checked against when it is published.
 *
 * @param project whose plan it will be; empty for everyone's
 * @param trust decides which drivers it may use
 * @param drivers by name: all that there are
 * @param used finds the plan that a {@code use: name@version} means; empty where there is no
 *     catalogue to ask, and then nothing about used plans is checked
 */
public record Context(
    Optional<ProjectId> project,
    Trust trust,
    Map<String, DriverFacts> drivers,
    Optional<Function<String, Optional<Plan>>> used) {
  public Context {
    drivers = Map.copyOf(drivers);
  }
}
