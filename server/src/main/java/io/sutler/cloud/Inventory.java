package io.sutler.cloud;

import io.sutler.domain.OwnerTag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that carries our tag in a region.
 *
 * @param things what is not a machine: volumes, addresses, key pairs, ...
 */
public record Inventory(Instant at, List<Machine> machines, List<Thing> things) {
  public Inventory {
    machines = List.copyOf(machines);
    things = List.copyOf(things);
  }

  /**
   * Something beside the machines.
   *
   * @param kind volume, address, key, network, ...
   * @param machine whose it is; empty for none
   * @param handle finds it again in its cloud, and is unlike every machine's
   * @param bytes of storage; 0 for what holds none
   */
  public record Thing(
      OwnerTag owner,
      String kind,
      Optional<String> machine,
      String handle,
      long bytes,
      String detail,
      Optional<Instant> since) {}
}
