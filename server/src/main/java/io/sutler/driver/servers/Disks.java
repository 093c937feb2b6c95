package io.sutler.driver.servers;

import io.sutler.cloud.Inventory;
import io.sutler.domain.OwnerTag;
import java.util.List;

/** A component's disks: kept, taken over and removed together, under one handle. */
final class Disks {
  private static final String PREFIX = "disks:";

  private Disks() {}

  static String handle(OwnerTag owner) {
    return PREFIX + owner.text();
  }

  static boolean isHandle(String handle) {
    return handle.startsWith(PREFIX);
  }

  static List<Inventory.Thing> of(OwnerTag owner, Inventory inventory) {
    return inventory.things().stream()
        .filter(t -> t.kind().equals(Inventory.DISK) && t.owner().equals(owner))
        .toList();
  }

  /** Those that a handle stands for. */
  static List<Inventory.Thing> of(String handle, Inventory inventory) {
    return inventory.things().stream()
        .filter(t -> t.kind().equals(Inventory.DISK) && handle(t.owner()).equals(handle))
        .toList();
  }
}
