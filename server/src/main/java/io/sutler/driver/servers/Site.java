package io.sutler.driver.servers;

import io.sutler.cloud.Cloud;
import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.Inventory;
import io.sutler.cloud.Machine;
import io.sutler.cloud.MachineState;
import io.sutler.driver.ComponentView;
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

  /** A component's machines, each knocked at; those that nobody enters are taken at their word. */
  List<Seen> seen(Inventory inventory, ComponentView c) throws InterruptedException {
    var machines = inventory.machines().stream().filter(m -> m.owner().equals(c.owner())).toList();
    boolean entered = ServersInputs.isEntered(c);
    return AtOnce.each(machines, KNOCKS, m -> new Seen(m, answers(m, entered)));
  }

  private boolean answers(Machine machine, boolean entered) throws InterruptedException {
    return machine.state() == MachineState.RUNNING
        && !machine.addresses().isEmpty()
        && (!entered || door.answers(machine.addresses().getFirst()));
  }
}
