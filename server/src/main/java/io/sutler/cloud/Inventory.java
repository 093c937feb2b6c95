package io.sutler.cloud;

import io.sutler.domain.Failure;
import io.sutler.domain.OwnerTag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that carries our tag in a region.
 *
 * @param things what is not a machine: volumes, addresses, key pairs, ...
 * @param unseen where nothing could be seen: of what may be there, nothing may be concluded
 */
public record Inventory(
    Instant at, List<Machine> machines, List<Thing> things, List<Unseen> unseen) {
  /** The kind of what holds data. */
  public static final String DISK = "disk";

  /** The kind of what was to be such a disk, and whose place another one has. */
  public static final String SPARE = "spare disk";

  /** The kind of what a deployment's machines share, and nobody else. */
  public static final String NETWORK = "network";

  public Inventory {
    machines = List.copyOf(machines);
    things = List.copyOf(things);
    unseen = List.copyOf(unseen);
  }

  /** One that was seen whole. */
  public Inventory(Instant at, List<Machine> machines, List<Thing> things) {
    this(at, machines, things, List.of());
  }

  /**
   * A part of the region that did not answer.
   *
   * @param prefix with which the handles of all machines there begin
   */
  public record Unseen(String prefix, Failure why) {}

  /**
   * Something beside the machines.
   *
   * @param kind {@link #DISK}, {@link #SPARE}, address, key, {@link #NETWORK}, ...
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
      Optional<Instant> since) {
    /** Whether data may be on it. */
    public boolean holdsData() {
      return kind.equals(DISK) || kind.equals(SPARE);
    }
  }
}
