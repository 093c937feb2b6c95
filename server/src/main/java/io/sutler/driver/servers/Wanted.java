package io.sutler.driver.servers;

import io.sutler.domain.DataPolicy;
import io.sutler.domain.RunState;
import io.sutler.driver.ComponentView;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The members that are declared.
 *
 * @param members names, in order
 * @param digest of the order that each is made from
 * @param precious a machine itself holds data: only a person may have it made anew
 * @param mayLeave as in {@link ComponentView#mayLeave}
 */
record Wanted(
    List<String> members,
    String digest,
    RunState runState,
    boolean precious,
    Optional<Set<String>> mayLeave) {
  Wanted(List<String> members, String digest, RunState runState, boolean precious) {
    this(members, digest, runState, precious, Optional.empty());
  }

  static Wanted of(ComponentView c) {
    var inputs = ServersInputs.of(c);
    return new Wanted(
        ServersInputs.members(c),
        inputs.digest(),
        c.runState(),
        c.desired().holdsData() != DataPolicy.NONE && inputs.disks().isEmpty(),
        c.mayLeave());
  }

  /** Whether a member goes on purpose. */
  static boolean isLeaving(Move move) {
    return move instanceof Move.Delete d
        && (d.why() == Move.Why.SURPLUS || d.why() == Move.Why.OUTDATED);
  }

  boolean allows(Move move) {
    return !isLeaving(move) || mayLeave.isEmpty() || mayLeave.get().contains(move.member());
  }
}
