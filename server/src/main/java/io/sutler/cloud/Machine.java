package io.sutler.cloud;

import io.sutler.domain.OwnerTag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A machine as last seen.
 *
 * @param name the order's
 * @param handle finds it again in its cloud
 * @param digest the order's: another one means that it was made from another order
 * @param detail why it failed, or what it is doing; may be empty
 * @param since when it was last started, or made where that is all that is known
 * @param addresses reachable from the control plane, the best first; empty until it has one
 */
public record Machine(
    OwnerTag owner,
    String name,
    String handle,
    MachineState state,
    String digest,
    String detail,
    Optional<Instant> since,
    List<String> addresses) {
  public Machine {
    addresses = List.copyOf(addresses);
  }
}
