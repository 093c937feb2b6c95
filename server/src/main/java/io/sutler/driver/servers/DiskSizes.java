package io.sutler.driver.servers;

import io.sutler.cloud.Inventory;
import io.sutler.cloud.MachineOrder;
import io.sutler.domain.Blame;
import io.sutler.domain.Failure;
import io.sutler.domain.Units;
import java.util.List;

/**
 * From the sizes that are declared and the disks that were seen to what to do. Pure. What differs
 * by less than a GiB is the same: clouds round.
 */
final class DiskSizes {
  private DiskSizes() {}

  /** A disk that is there with another size than its member is to have. */
  record Difference(String member, Inventory.Thing disk, long declared) {
    private long wanted() {
      return Units.gibibytes(declared);
    }

    private long there() {
      return Units.gibibytes(disk.bytes());
    }

    String text() {
      return "its disk %s has %d GiB and %d GiB are declared"
          .formatted(disk.name(), there(), wanted());
    }

    Move move() {
      return wanted() > there()
          ? new Move.Grow(member, disk, declared, text())
          : new Move.Stuck(
              member,
              new Failure(
                  Blame.USER,
                  "disk-would-shrink",
                  "%s cannot be as declared: %s, and no disk gets smaller; declare %d GiB again, or a disk of another name"
                      .formatted(member, text(), there())));
    }
  }

  /** Of members' disks that are there; of what is still to be made, nothing. */
  static List<Difference> differences(
      List<MachineOrder.Disk> declared, List<String> members, List<Inventory.Thing> seen) {
    return seen.stream()
        .filter(disk -> members.contains(disk.machine().orElse("")))
        .flatMap(disk ->
            declared.stream()
                .filter(d -> d.name().equals(disk.name()))
                .map(d -> new Difference(disk.machine().orElse(""), disk, d.bytes())))
        .filter(d -> d.wanted() != d.there())
        .toList();
  }
}
