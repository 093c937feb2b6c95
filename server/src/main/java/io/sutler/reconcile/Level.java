package io.sutler.reconcile;

import io.sutler.domain.Resolution;
import io.sutler.domain.RunState;
import java.util.List;
import java.util.Set;

/**
 * What is desired of one deployment, resolved as far as it goes.
 *
 * @param mayDestroy components whose data may be destroyed by this level
 * @param retain on removal: keep the data of components that say {@code retain}
 * @param components empty when the run-state is {@code ABSENT}
 */
public record Level(
    RunState runState,
    boolean held,
    Set<String> mayDestroy,
    boolean retain,
    List<Resolution> components) {}
