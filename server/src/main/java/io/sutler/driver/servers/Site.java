package io.sutler.driver.servers;

import io.sutler.cloud.Cloud;
import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.Inventory;
import io.sutler.cloud.Machine;
import io.sutler.cloud.MachineState;
import io.sutler.cloud.Power;
import io.sutler.domain.Failure;
import io.sutler.domain.RunState;
import io.sutler.driver.ComponentView;
import io.sutler.driver.RegionView;
import io.sutler.many.AtOnce;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A region with the cloud that makes its machines, and what is needed to work there. */
record Site(
    Cloud cloud,
    CloudRegion region,
    Door door,
    InstantSource clock,
    Pause pause,
    Silences silences) {
  private static final long KNOCKS = 32;

  static CloudRegion region(RegionView view) {
    return new CloudRegion(view.region(), view.installation(), view.means().credentials());
  }

  Inventory look() throws CloudTrouble, InterruptedException {
    return cloud.look(region);
  }

  /**
   * As {@link #look()}, of all that a component had when it was last applied.
   *
   * @throws CloudTrouble when a machine of it stands where nothing could be seen
   */
  Inventory look(ComponentView c) throws CloudTrouble, InterruptedException {
    var inventory = look();
    var hidden = hidden(c, inventory);
    if (hidden.isPresent()) {
      throw new CloudTrouble(hidden.get());
    }
    return inventory;
  }

  /** Why nothing may be concluded of a component: a machine of it may be where nobody saw. */
  static Optional<Failure> hidden(ComponentView c, Inventory inventory) {
    var mine = Met.of(c.handle()).hosts().keySet();
    return inventory.unseen().stream()
        .filter(u -> mine.stream().anyMatch(handle -> handle.startsWith(u.prefix())))
        .map(Inventory.Unseen::why)
        .findFirst();
  }

  /** A component's machines, each knocked at; those that nobody enters are taken at their word. */
  List<Seen> seen(Inventory inventory, ComponentView c) throws InterruptedException {
    var machines = inventory.machines().stream().filter(m -> m.owner().equals(c.owner())).toList();
    boolean entered = ServersInputs.isEntered(c);
    return AtOnce.each(machines, KNOCKS, m -> seen(m, entered));
  }

  /**
   * What is to be done: about machines first, and about disks once those are as declared. Nothing
   * to do means that the level is reached.
   */
  List<Move> moves(ComponentView c, Wanted wanted, Inventory inventory, List<Seen> seen) {
    var moves = Fleet.moves(wanted, seen, clock.instant());
    boolean rests = wanted.runState() != RunState.RUNNING;
    return rests || !moves.isEmpty() || !cloud.traits().sizes()
        ? moves
        : sizes(c, wanted.members(), inventory).stream().map(DiskSizes.Difference::move).toList();
  }

  private static List<DiskSizes.Difference> sizes(
      ComponentView c, List<String> members, Inventory inventory) {
    return DiskSizes.differences(
        ServersInputs.of(c).disks(), members, Disks.of(c.owner(), inventory));
  }

  /** Sizes that are declared and kept to by nobody, a sentence each. */
  List<String> vainSizes(ComponentView c) throws CloudTrouble, InterruptedException {
    return cloud.traits().sizes() || ServersInputs.of(c).disks().isEmpty()
        ? List.of()
        : sizes(c, ServersInputs.members(c), look()).stream()
            .map(d ->
                "%s: %s; region %s keeps disks to no size, so nothing changes there"
                    .formatted(d.member(), d.text(), region.region().name()))
            .toList();
  }

  private Seen seen(Machine machine, boolean entered) throws InterruptedException {
    var now = clock.instant();
    if (machine.state() != MachineState.RUNNING) {
      silences.broken(known(machine.handle()));
      return Seen.silent(machine, now);
    }
    if (!machine.addresses().isEmpty()
        && (!entered || machine.isHere() || door.answers(machine.door()))) {
      silences.broken(known(machine.handle()));
      return Seen.answering(machine);
    }
    return Seen.silent(machine, silences.since(known(machine.handle()), now));
  }

  /** Asks a machine for what takes its time, in which it need not answer. */
  void power(String handle, Power power) throws CloudTrouble, InterruptedException {
    cloud.power(handle, power, region);
    silences.broken(known(handle));
  }

  private String known(String handle) {
    return region.region().name() + " " + handle;
  }
}
