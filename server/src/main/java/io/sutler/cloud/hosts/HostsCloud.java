package io.sutler.cloud.hosts;

import io.sutler.cloud.Cloud;
import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTraits;
import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.Inventory;
import io.sutler.cloud.Machine;
import io.sutler.cloud.MachineOrder;
import io.sutler.cloud.MachineState;
import io.sutler.cloud.Power;
import io.sutler.domain.Blame;
import io.sutler.domain.Finding;
import io.sutler.domain.OwnerTag;
import io.sutler.domain.Region;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hosts that exist already, leased one at a time. Thread-safe. */
public final class HostsCloud implements Cloud {
  private static final Duration WITHIN = Duration.ofSeconds(30);
  private final InstantSource clock;
  private final Shells shells;
  private final Path scratch;

  /**
   * @param knownHosts a file of the host keys that hosts showed at first; beside it lies, for as
   *     long as it runs, what a region's release playbook is told, and what hosts told of disks
   */
  public HostsCloud(InstantSource clock, Path knownHosts) {
    this(clock, knownHosts, List.of());
  }

  /**
   * @param before the words that a shell of this machine itself is run with
   */
  HostsCloud(InstantSource clock, Path knownHosts, List<String> before) {
    var disks = new LastDisks(knownHosts.resolveSibling(knownHosts.getFileName() + ".disks"));
    this.clock = clock;
    this.shells = new Shells(clock, new HostKeys(knownHosts), disks, before);
    this.scratch = knownHosts.resolveSibling(knownHosts.getFileName() + ".release");
    try {
      ReleaseFiles.delete(scratch);
    } catch (IOException e) {
      throw new UncheckedIOException("what a Sutler that was killed left cannot be deleted", e);
    }
  }

  @Override
  public CloudTraits traits() {
    return Offers.TRAITS;
  }

  @Override
  public List<String> faults(Region region) {
    try {
      HostList.of(region);
      return Settings.faults(region);
    } catch (Malformed e) {
      return List.of(e.sentence());
    }
  }

  @Override
  public Offered offered(CloudRegion region) {
    try {
      return Offers.of(HostList.of(region.region()));
    } catch (Malformed e) {
      return Cloud.super.offered(region);
    }
  }

  private static List<Host> hosts(CloudRegion region) throws CloudTrouble {
    try {
      return HostList.of(region.region());
    } catch (Malformed e) {
      throw new CloudTrouble(
          Blame.USER,
          "bad-hosts",
          "the hosts of region %s are not understood: %s"
              .formatted(region.region().name(), e.sentence()));
    }
  }

  @Override
  public List<Finding> check(CloudRegion region) throws InterruptedException {
    return new CheckHosts(shells, region).findings();
  }

  @Override
  public Inventory look(CloudRegion region) throws CloudTrouble, InterruptedException {
    var machines = new ArrayList<Machine>();
    var unseen = new ArrayList<Inventory.Unseen>();
    var disks = new ArrayList<Inventory.Thing>();
    for (var seen : new AskHosts(shells, region).all(hosts(region))) {
      seen.disks().stream()
          .filter(d -> d.isIn(region))
          .map(d -> d.thing(seen.host()))
          .forEach(disks::add);
      switch (seen) {
        case Seen.There there -> machine(there, region).ifPresent(machines::add);
        case Seen.Silent silent ->
            unseen.add(new Inventory.Unseen(silent.host().name() + "@", silent.why().failure()));
      }
    }
    return new Inventory(clock.instant(), machines, disks, unseen);
  }

  private static Optional<Machine> machine(Seen.There there, CloudRegion region) {
    return there.lease().filter(l -> l.isIn(region)).map(l -> machine(there, l));
  }

  private static Machine machine(Seen.There there, Lease lease) {
    var host = there.host();
    var machine =
        new Machine(
            lease.owner(),
            lease.member(),
            lease.handle(host),
            there.ready() ? MachineState.RUNNING : MachineState.BUILDING,
            lease.digest(),
            there.ready() ? "" : "keys are being put on " + host.name(),
            there.since(),
            List.of(host.address()));
    return machine
        .of(host.flavor().orElse(""))
        .telling(
            host.local()
                ? Map.of("connection", "local", "inventory_name", host.name())
                : host.port() == 22
                    ? Map.of("inventory_name", host.name())
                    : Map.of("port", Integer.toString(host.port()), "inventory_name", host.name()));
  }

  @Override
  public Machine create(MachineOrder order, CloudRegion region)
      throws CloudTrouble, InterruptedException {
    var hosts = hosts(region);
    var leased = new LeaseHost(shells, region, order, clock).lease(hosts);
    var machine =
        machine(leased, region)
            .orElseThrow(() ->
                new CloudTrouble(
                    Blame.PROVIDER,
                    "lease-lost",
                    leased.host().name() + " was taken away from " + order.name() + " meanwhile"));
    new TellNames(shells, region).among(hosts, order.owner().deployment());
    return machine;
  }

  @Override
  public void power(String handle, Power power, CloudRegion region)
      throws CloudTrouble, InterruptedException {
    switch (power) {
      case START -> {}
      case STOP, SUSPEND ->
          throw new CloudTrouble(
              Blame.USER,
              "no-power-here",
              "hosts of region %s are not Sutler's to switch off: remove the deployment to give them back, or stop what runs on them"
                  .formatted(region.region().name()));
      case REBOOT -> reboot(handle, region);
    }
  }

  private void reboot(String handle, CloudRegion region) throws CloudTrouble, InterruptedException {
    var host = host(handle, region);
    if (host.isEmpty()) {
      return;
    }
    if (host.get().local()) {
      throw new CloudTrouble(
          Blame.USER, "no-power-here", "this is the server's own machine: it is not rebooted");
    }
    var answer = new Leased(shells, region, host.get(), handle).told("reboot", WITHIN);
    if (!answer.says("rebooting") && !answer.says("lost")) {
      throw Troubles.strange(host.get(), "reboot", answer);
    }
  }

  private static Optional<Host> host(String handle, CloudRegion region) throws CloudTrouble {
    var end = HostDisk.isHandle(handle) ? '#' : '@';
    var name = handle.substring(0, Math.max(handle.indexOf(end), 0));
    return hosts(region).stream().filter(h -> h.name().equals(name)).findFirst();
  }

  /** Gives the host back, or deletes the disk. */
  @Override
  public void delete(String handle, CloudRegion region) throws CloudTrouble, InterruptedException {
    var host = host(handle, region);
    if (host.isEmpty()) {
      return;
    }
    if (HostDisk.isHandle(handle)) {
      new KeepDisk(shells, region, host.get(), handle).delete();
      return;
    }
    new GiveBack(new Leased(shells, region, host.get(), handle), scratch).now();
  }

  @Override
  public void hand(Inventory.Thing disk, OwnerTag owner, String machine, CloudRegion region)
      throws CloudTrouble, InterruptedException {
    var host = host(disk.handle(), region);
    if (host.isEmpty()) {
      throw new CloudTrouble(
          Blame.USER,
          "no-such-host",
          "%s cannot be handed over: bring its host back into region %s"
              .formatted(disk.detail(), region.region().name()));
    }
    new KeepDisk(shells, region, host.get(), disk.handle()).hand(disk, owner, machine);
  }

  @Override
  public String console(String handle, CloudRegion region) {
    return "";
  }
}
