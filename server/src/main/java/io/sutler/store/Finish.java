package io.sutler.store;

import io.sutler.domain.ComponentRecord;
import io.sutler.domain.Observed;
import io.sutler.domain.Retained;
import io.sutler.domain.Run;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a pass concluded; written whole or not at all.
 *
 * @param observed empty when it did not change
 * @param upserts component records that changed
 * @param gone names of components seen gone
 * @param ends commands that this pass ended
 * @param run the run to end, if there was one
 * @param retained storage that a removal kept
 * @param markConsumers the plan's outputs changed: mark the deployments bound to this one
 * @param removed the whole deployment is seen gone: delete its row, bindings, work and secrets
 * @param mark of the snapshot: when it moved meanwhile the key stays due
 * @param due microseconds; when to look again, {@code Long.MAX_VALUE} for nothing but resync
 * @param attempts failed passes in a row
 */
public record Finish(
    long key,
    Optional<Observed> observed,
    List<ComponentRecord> upserts,
    Set<String> gone,
    List<CommandEnd> ends,
    Optional<Run> run,
    List<Retained> retained,
    boolean markConsumers,
    boolean removed,
    long mark,
    long due,
    int attempts) {
  /** In the middle of a pass, which stays due. */
  public static Finish saying(long key, Observed observed, long mark, long due) {
    return new Finish(
        key,
        Optional.of(observed),
        List.of(),
        Set.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        false,
        false,
        mark,
        due,
        0);
  }
}
