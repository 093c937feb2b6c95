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
  /** The kind of what holds data. */
  public static final String DISK = "disk";

  /** The kind of what a deployment's machines share, and nobody else. */
  public static final String NETWORK = "network";

  public Inventory {
    machines = List.copyOf(machines);
    things = List.copyOf(things);
  }

  /**
   * Something beside the machines.
   *
   * @param kind {@link #DISK}, address, key, {@link #NETWORK}, ...
   * @param name the disk's, unique within its machine; of others, what people call it
   * @param machine whose it is; empty for none
   * @param handle finds it again in its cloud, and is unlike every machine's
   * @param bytes of storage; 0 for what holds none
   */
  public record Thing(
      OwnerTag owner,
      String kind,
      String name,
      Optional<String> machine,
      String handle,
      long bytes,
      String detail,
      Optional<Instant> since) {}
}
