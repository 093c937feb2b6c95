package io.sutler.driver.servers;

import io.sutler.domain.DataPolicy;
import io.sutler.domain.RunState;
import io.sutler.driver.ComponentView;
import java.util.List;

/**
 * The members that are declared.
 *
 * @param members names, in order
 * @param digest of the order that each is made from
 * @param precious a machine itself holds data: only a person may have it made anew
 */
record Wanted(List<String> members, String digest, RunState runState, boolean precious) {
  static Wanted of(ComponentView c) {
    var inputs = ServersInputs.of(c);
    return new Wanted(
        ServersInputs.members(c),
        inputs.digest(),
        c.runState(),
        c.desired().holdsData() != DataPolicy.NONE && inputs.disks().isEmpty());
  }
}
