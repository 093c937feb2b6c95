package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.MachineOrder;
import io.sutler.domain.Blame;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a member's disks lie: no other host will do for it. Pure. */
record OwnHost(CloudRegion region, MachineOrder order) {
  /** Empty where none of its disks lies anywhere. */
  Optional<Seen> among(List<Seen> seen) throws CloudTrouble {
    if (order.disks().isEmpty()) {
      return Optional.empty();
    }
    var keepers = seen.stream().filter(s -> !disks(s).isEmpty()).toList();
    if (keepers.size() > 1) {
      throw new CloudTrouble(
          Blame.USER,
          "disks-apart",
          "the disks of %s lie on %s: take the hosts whose disks are not wanted out of region %s"
              .formatted(
                  order.name(),
                  keepers.stream().map(s -> s.host().name()).collect(Collectors.joining(" and ")),
                  region.region().name()));
    }
    return keepers.stream().findFirst();
  }

  private List<HostDisk> disks(Seen seen) {
    return seen.disks().stream().filter(d -> d.isIn(region) && d.isFor(order)).toList();
  }

  /**
   * The same host, if the member may have it now.
   *
   * @throws CloudTrouble else: it is not started elsewhere, with empty disks
   */
  Seen.There free(Seen keeper) throws CloudTrouble {
    var host = keeper.host();
    var unfit = Fits.whyNot(host, order);
    if (unfit.isPresent()) {
      throw new CloudTrouble(
          Blame.USER,
          "disk-elsewhere",
          "%s, and it %s: change what is asked for, or delete the disk"
              .formatted(keeps(host), unfit.get()));
    }
    return switch (keeper) {
      case Seen.Silent silent ->
          throw new CloudTrouble(
              Blame.PROVIDER,
              silent.why().failure().code(),
              keeps(host) + ", but " + silent.why().failure().message());
      case Seen.There there -> {
        if (there.taken()) {
          throw taken(host);
        }
        yield there;
      }
    };
  }

  CloudTrouble taken(Host host) {
    return new CloudTrouble(
        Blame.CAPACITY,
        "no-free-host",
        keeps(host) + ", and it is leased already: it is tried again once it is given back");
  }

  private String keeps(Host host) {
    return "%s needs %s, which has its disks".formatted(order.name(), host.name());
  }
}
