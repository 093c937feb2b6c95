package io.sutler.driver.servers;

import io.sutler.cloud.Inventory;
import io.sutler.domain.Failure;
import io.sutler.domain.OwnerTag;
import io.sutler.driver.Sight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a look at a cloud saw.
 *
 * @param trouble why it saw nothing; nothing may be concluded then
 */
record CloudSight(Inventory inventory, Optional<Failure> trouble) implements Sight {
  static CloudSight nothing(Instant at, Optional<Failure> trouble) {
    return new CloudSight(new Inventory(at, List.of(), List.of()), trouble);
  }

  @Override
  public Instant at() {
    return inventory.at();
  }

  @Override
  public Optional<String> blind() {
    return trouble
        .or(() -> inventory.unseen().stream().map(Inventory.Unseen::why).findFirst())
        .map(Failure::message);
  }

  /** A component's disks count as one: they are kept and removed together. */
  @Override
  public List<Found> found() {
    var found = new ArrayList<Found>();
    for (var m : inventory.machines()) {
      found.add(
          new Found(
              m.owner(),
              "machine",
              m.handle(),
              m.name(),
              m.since(),
              new Weight(m.flavor(), 0, false)));
    }
    var owners = new LinkedHashSet<OwnerTag>();
    for (var thing : inventory.things()) {
      if (thing.kind().equals(Inventory.DISK)) {
        owners.add(thing.owner());
      } else if (thing.kind().equals(Inventory.SPARE)) {
        found.add(spare(thing));
      } else {
        found.add(
            new Found(thing.owner(), thing.kind(), thing.handle(), thing.detail(), thing.since()));
      }
    }
    for (var owner : owners) {
      var disks = Disks.of(owner, inventory);
      long bytes = disks.stream().mapToLong(Inventory.Thing::bytes).sum();
      found.add(
          new Found(
              owner,
              "disks",
              Disks.handle(owner),
              "%d disks, %d MiB".formatted(disks.size(), bytes >> 20),
              disks.stream().flatMap(d -> d.since().stream()).min(Instant::compareTo),
              new Weight("", bytes, true)));
    }
    return found;
  }

  private static Found spare(Inventory.Thing disk) {
    return new Found(
        disk.owner(),
        disk.kind(),
        disk.handle(),
        "%s: disk %s of %s is another one"
            .formatted(disk.detail(), disk.name(), disk.machine().orElse("no machine")),
        disk.since(),
        new Weight("", disk.bytes(), true),
        true);
  }
}
