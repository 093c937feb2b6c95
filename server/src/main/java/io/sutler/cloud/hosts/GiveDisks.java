package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.MachineOrder;
import io.sutler.domain.Blame;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a host is told of an order's disks, and what it may answer. */
record GiveDisks(CloudRegion region, MachineOrder order, InstantSource clock) {
  /** Before a host is leased for what it cannot have. */
  void requirePlaces(Host host) throws CloudTrouble {
    for (var disk : order.disks()) {
      var unfit = MountPlaces.whyNot(disk, host);
      if (unfit.isPresent()) {
        throw new CloudTrouble(
            Blame.USER,
            "no-disk-there",
            "disk %s cannot be mounted at %s of %s, as %s: let the plan mount it elsewhere"
                .formatted(disk.name(), HostNames.shown(disk.mount()), host.name(), unfit.get()));
      }
    }
  }

  /** A line for each, what lies within another one later: its id, its place and its record. */
  String lines(Seen.There there) {
    return order.disks().stream()
        .sorted(Comparator.comparing(MachineOrder.Disk::mount))
        .map(disk -> line(disk, there.disks()))
        .collect(Collectors.joining("\n"));
  }

  private String line(MachineOrder.Disk disk, List<HostDisk> seen) {
    var kept =
        seen.stream()
            .filter(d -> d.isIn(region) && d.isFor(order) && d.name().equals(disk.name()))
            .min(Comparator.comparing(HostDisk::since).thenComparing(HostDisk::id))
            .orElseGet(() ->
                new HostDisk(
                    order.owner(),
                    Lease.region(region),
                    order.name(),
                    disk.name(),
                    disk.bytes(),
                    clock.instant(),
                    UUID.randomUUID().toString()));
    return "%s %s %s".formatted(kept.id(), disk.mount(), kept.text());
  }

  void requireGiven(Answer answer, Host host) throws CloudTrouble {
    var hides = answer.line("hides");
    if (hides.isPresent()) {
      throw new CloudTrouble(
          Blame.USER,
          "no-disk-there",
          "a disk at %s would hide the home of who enters %s: let the plan mount it elsewhere"
              .formatted(HostNames.shown(hides.get()), host.name()));
    }
    var lost = answer.line("lost-disk");
    if (lost.isPresent()) {
      throw new CloudTrouble(
          Blame.PROVIDER,
          "disk-lost",
          "the data of the disk at %s of %s is gone from %s: bring it back there; it is tried again"
              .formatted(HostNames.shown(lost.get()), order.name(), host.store()));
    }
    var refused = answer.line("no-mount");
    if (refused.isPresent()) {
      var words = refused.get().split(" ", 2);
      throw new CloudTrouble(
          Blame.PROVIDER,
          "no-mount",
          "%s mounts no disk at %s (%s): allow that there (a container needs CAP_SYS_ADMIN and CAP_SYS_PTRACE); it is tried again"
              .formatted(
                  host.name(),
                  HostNames.shown(words[0]),
                  HostNames.shown(words.length > 1 ? words[1].strip() : "")));
    }
  }
}
