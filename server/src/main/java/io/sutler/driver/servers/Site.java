package io.sutler.driver.servers;

import io.sutler.cloud.Cloud;
import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.Inventory;
import io.sutler.cloud.Machine;
import io.sutler.cloud.MachineState;
import io.sutler.domain.OwnerTag;
import io.sutler.driver.RegionView;
import java.time.InstantSource;
import java.util.List;

/** A region with the cloud that makes its machines, and what is needed to work there. */
record Site(Cloud cloud, CloudRegion region, Door door, InstantSource clock, Pause pause) {
  private static final long KNOCKS = 32;

  static CloudRegion region(RegionView view) {
    return new CloudRegion(view.region(), view.installation(), view.means().credentials());
  }

  Inventory look() throws CloudTrouble, InterruptedException {
    return cloud.look(region);
  }

  /** An owner's machines, each knocked at. */
  List<Seen> seen(Inventory inventory, OwnerTag owner) throws InterruptedException {
    var machines = inventory.machines().stream().filter(m -> m.owner().equals(owner)).toList();
    return AtOnce.each(machines, KNOCKS, m -> new Seen(m, answers(m)));
  }

  private boolean answers(Machine machine) throws InterruptedException {
    return machine.state() == MachineState.RUNNING
        && !machine.addresses().isEmpty()
        && door.answers(machine.addresses().getFirst());
  }
}
