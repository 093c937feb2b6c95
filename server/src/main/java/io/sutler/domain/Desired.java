package io.sutler.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The level a person asked for. Immutable; each accepted change makes a new one and adds one to the
 * deployment's generation.
 *
 * @param plan name of the plan
 * @param planDigest the exact version
 * @param params values without the bound ones, valid against the plan's schema, defaults filled in
 * @param region default region of its components
 * @param held Sutler looks but does not touch
 * @param stopAt when to stop it by itself
 * @param removeAt when to remove it by itself
 * @param mayDestroy components whose data this level may destroy (replace or remove)
 * @param retain on removal: keep what the plan says, or nothing
 * @param schedules operations at intervals
 * @param adopt retained storage to take over at creation: component to retained id
 */
public record Desired(
    String plan,
    String planDigest,
    Map<String, Object> params,
    List<Binding> bindings,
    String region,
    RunState runState,
    boolean held,
    Optional<Instant> stopAt,
    Optional<Instant> removeAt,
    Set<String> mayDestroy,
    boolean retain,
    List<Schedule> schedules,
    Map<String, String> adopt) {
  public Desired {
    bindings = List.copyOf(bindings);
    mayDestroy = Set.copyOf(mayDestroy);
    schedules = List.copyOf(schedules);
    adopt = Map.copyOf(adopt);
  }
}
