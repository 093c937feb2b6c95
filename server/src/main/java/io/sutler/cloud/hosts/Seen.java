package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.MachineOrder;
import io.sutler.domain.Resources;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What came of asking a host. */
sealed interface Seen {
  Host host();

  /** Members' disks that lie on it, of whatever region; of one that is silent, ours at the last. */
  List<HostDisk> disks();

  /**
   * It answered.
   *
   * @param since when it was booted
   * @param size what it really has
   * @param lease who has it; empty for nobody
   * @param taken somebody has it, also one whose lease is not understood
   * @param ready who has it was let in, and has its disks
   * @param strange a disk lies there that is not understood
   */
  record There(
      Host host,
      Optional<Instant> since,
      Resources size,
      Optional<Lease> lease,
      boolean taken,
      boolean ready,
      List<HostDisk> disks,
      boolean strange)
      implements Seen {
    public There {
      disks = List.copyOf(disks);
    }

    /** Whether what lies there waits for others than an order's member. */
    boolean isKeptFrom(MachineOrder order, CloudRegion region) {
      return strange || disks.stream().anyMatch(d -> !(d.isIn(region) && d.isFor(order)));
    }
  }

  /** Nothing may be concluded of it. */
  record Silent(Host host, CloudTrouble why, List<HostDisk> disks) implements Seen {
    public Silent {
      disks = List.copyOf(disks);
    }
  }
}
