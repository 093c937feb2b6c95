package io.sutler.reconcile;

import io.sutler.domain.DesiredComponent;
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

  static boolean watches(Resolution resolution, String name) {
    return resolution instanceof Resolution.Resolved(DesiredComponent c)
        && !c.name().equals(name)
        && c.beforeMemberLeaves()
            .filter(l -> name.equals(l.of()) || name.startsWith(l.of() + "["))
            .isPresent();
  }
}
