package io.sutler.driver.servers;

import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.Inventory;
import io.sutler.cloud.Machine;
import io.sutler.driver.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Deletes what was kept, or is a ghost: done when it is seen gone, and not before. */
record DeleteThings(Site site) {
  private static final Duration AGAIN = Duration.ofMillis(500);

  /**
   * Asks for it, and looks until it is gone.
   *
   * @param patience how long; what takes longer is {@link Progress.Waiting}: ask again later
   */
  Progress delete(String handle, Duration patience) throws CloudTrouble, InterruptedException {
    var until = site.clock().instant().plus(patience);
    var asked = Disks.isHandle(handle) ? disks(handle, site.look()) : List.of(handle);
    for (var one : asked) {
      site.cloud().delete(one, site.region());
    }
    while (true) {
      var left = left(handle);
      if (left.isEmpty()) {
        return new Progress.Done();
      }
      if (!site.clock().instant().isBefore(until)) {
        return new Progress.Waiting("", AGAIN, left.get());
      }
      site.pause().pause(AGAIN);
    }
  }

  /** Why it cannot be said to be gone; empty when it is. */
  private Optional<String> left(String handle) throws CloudTrouble, InterruptedException {
    var inventory = site.look();
    var there =
        Disks.isHandle(handle)
            ? disks(handle, inventory)
            : Stream.concat(
                    inventory.machines().stream().map(Machine::handle),
                    inventory.things().stream().map(Inventory.Thing::handle))
                .filter(handle::equals)
                .toList();
    return there.stream()
        .map(one -> one + " was asked to be deleted and is still there")
        .findFirst()
        .or(() ->
            inventory.unseen().stream()
                .filter(part -> handle.startsWith(part.prefix()))
                .map(part -> part.why().message())
                .findFirst());
  }

  private static List<String> disks(String handle, Inventory inventory) {
    return Disks.of(handle, inventory).stream().map(Inventory.Thing::handle).toList();
  }
}
