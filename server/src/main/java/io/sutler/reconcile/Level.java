package io.sutler.reconcile;

import io.sutler.domain.DesiredComponent;
import io.sutler.domain.Observation.Leaving;
import io.sutler.domain.Resolution;
import io.sutler.domain.RunState;
import java.util.List;
import java.util.Set;

/**
 * What is desired of one deployment, resolved as far as it goes.
 *
 * @param mayDestroy components whose data may be destroyed by this level
 * @param retain on removal: keep the data of components that say {@code retain}
 * @param drained aims of {@link Action.Drain}s that came to their good end
 * @param components empty when the run-state is {@code ABSENT}
 */
public record Level(
    RunState runState,
    boolean held,
    Set<String> mayDestroy,
    boolean retain,
    Set<String> drained,
    List<Resolution> components) {
  public Level(
      RunState runState,
      boolean held,
      Set<String> mayDestroy,
      boolean retain,
      List<Resolution> components) {
    this(runState, held, mayDestroy, retain, Set.of(), components);
  }

  /** Whether somebody wants to be told before a member of this component leaves. */
  public boolean isWatched(String name) {
    return components.stream().anyMatch(r -> watches(r, name));
  }

  /**
   * What is to be run before a person's order takes a member away.
   *
   * @param order tells this one from others
   */
  public List<Action.Drain> drains(String of, String member, String order) {
    var leaving = List.of(new Leaving(member, order, "a person wants it made anew", true));
    return components.stream()
        .filter(r -> watches(r, of))
        .map(r -> ((Resolution.Resolved) r).component())
        .map(user ->
            new Action.Drain(
                user.name(),
                Leaves.reason(leaving),
                Set.of(),
                of,
                List.of(member),
                user.beforeMemberLeaves().orElseThrow().operation(),
                Attempt.drain(of, leaving)))
        .toList();
  }

  static boolean watches(Resolution resolution, String name) {
    return resolution instanceof Resolution.Resolved(DesiredComponent c)
        && !c.name().equals(name)
        && c.beforeMemberLeaves()
            .filter(l -> name.equals(l.of()) || name.startsWith(l.of() + "["))
            .isPresent();
  }
}
