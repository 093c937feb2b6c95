package io.sutler.cloud.container;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.model.Network;
import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.MachineOrder;
import io.sutler.domain.Blame;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A network for each deployment, and on it an address for each machine that stays the same when the
 * machine is started again or made anew. Thread-safe.
 */
final class Networks {
  private static final int SUBNETS = 256;
  private static final int FIRST = 10;
  private static final int LAST = 250;
  private final ReentrantLock lock = new ReentrantLock();

  /** Addresses given out by network, and to which container: it may not be listed yet. */
  private final Map<String, Map<String, String>> given = new HashMap<>();

  /**
   * Where a machine is to be.
   *
   * @param address empty where the engine chooses it
   */
  record Seat(String network, Optional<String> address) {}

  Seat seat(MachineOrder order, Engine engine, CloudRegion region)
      throws CloudTrouble, InterruptedException {
    var shared = engine.settings().network();
    if (shared.isPresent()) {
      return new Seat(shared.get(), Optional.empty());
    }
    lock.lockInterruptibly();
    try {
      var name = Tags.network(order.owner(), region);
      var network = find(name, engine);
      if (network.isEmpty()) {
        network = Optional.of(make(name, order, engine, region));
      }
      return new Seat(name, address(network.get(), order, engine, region));
    } finally {
      lock.unlock();
    }
  }

  private static Optional<Network> find(String name, Engine engine)
      throws CloudTrouble, InterruptedException {
    return engine.ask(c -> c.listNetworksCmd().exec()).stream()
        .filter(n -> n.getName().equals(name))
        .findFirst();
  }

  private static Network make(String name, MachineOrder order, Engine engine, CloudRegion region)
      throws CloudTrouble, InterruptedException {
    var taken = new SeeContainers(engine, region).subnets();
    var range = engine.settings().subnets().split("\\.", 3);
    int begin = Math.floorMod(name.hashCode(), SUBNETS);
    Optional<CloudTrouble> last = Optional.empty();
    for (int i = 0; i < SUBNETS; i++) {
      var subnet = "%s.%s.%d.0/24".formatted(range[0], range[1], (begin + i) % SUBNETS);
      if (taken.contains(subnet)) {
        continue;
      }
      var ipam = new Network.Ipam().withConfig(new Network.Ipam.Config().withSubnet(subnet));
      try {
        engine.ask(c ->
            c.createNetworkCmd()
                .withName(name)
                .withDriver("bridge")
                .withIpam(ipam)
                .withLabels(Tags.of(order.owner(), region))
                .exec());
      } catch (ConflictException e) {
        // somebody else made it
      } catch (CloudTrouble e) {
        // an interface of this machine may have the subnet: another one is free
        last = Optional.of(e);
      }
      var network = find(name, engine);
      if (network.isPresent()) {
        return network.get();
      }
    }
    throw last.orElseGet(() ->
        new CloudTrouble(
            Blame.CAPACITY,
            "no-subnet",
            "every subnet of " + engine.settings().subnets() + " is taken"));
  }

  private Optional<String> address(
      Network network, MachineOrder order, Engine engine, CloudRegion region)
      throws CloudTrouble, InterruptedException {
    var ipam = network.getIpam();
    if (ipam == null || ipam.getConfig() == null || ipam.getConfig().isEmpty()) {
      return Optional.empty();
    }
    var subnet = String.valueOf(ipam.getConfig().getFirst().getSubnet());
    if (!subnet.endsWith(".0/24")) {
      return Optional.empty();
    }
    var base = subnet.substring(0, subnet.length() - "0/24".length());
    var container = Tags.container(order, region);
    var taken = taken(order, container, engine, region);
    var here = given.computeIfAbsent(network.getName(), _ -> new HashMap<>());
    here.forEach((address, by) -> {
      if (!by.equals(container)) {
        taken.add(address);
      }
    });
    int size = LAST - FIRST;
    int begin = Math.floorMod(seed(order), size);
    for (int i = 0; i < size; i++) {
      var address = base + (FIRST + (begin + i) % size);
      if (!taken.contains(address)) {
        here.put(address, container);
        return Optional.of(address);
      }
    }
    throw new CloudTrouble(
        Blame.CAPACITY, "no-address", "every address of the deployment's network is taken");
  }

  private static Set<String> taken(
      MachineOrder order, String container, Engine engine, CloudRegion region)
      throws CloudTrouble, InterruptedException {
    var labels = new HashMap<>(Tags.ours(region));
    labels.put(Tags.DEPLOYMENT, order.owner().deployment().value());
    var taken = new HashSet<String>();
    for (var other : new SeeContainers(engine, region).containers(labels)) {
      var names = other.getNames();
      boolean itself = names.length > 0 && names[0].equals("/" + container);
      if (!itself) {
        taken.add(other.getLabels().getOrDefault(Tags.ADDRESS, ""));
      }
    }
    return taken;
  }

  /** Neighbours by number are neighbours by address. */
  private static int seed(MachineOrder order) {
    int dash = order.name().lastIndexOf('-');
    var number = order.name().substring(dash + 1);
    int n = number.matches("[0-9]{1,6}") ? Integer.parseInt(number) : number.hashCode();
    return (order.owner().component().hashCode() & 0xff) + n;
  }

  /** Removes a network that no machine is on any more; one that is in use stays. */
  void remove(String name, Engine engine, CloudRegion region)
      throws CloudTrouble, InterruptedException {
    lock.lockInterruptibly();
    try {
      var network = find(name, engine);
      if (network.isEmpty()) {
        return;
      }
      var labels = new HashMap<>(Tags.ours(region));
      labels.put(Tags.DEPLOYMENT, network.get().getLabels().getOrDefault(Tags.DEPLOYMENT, ""));
      if (new SeeContainers(engine, region).containers(labels).isEmpty()) {
        engine.tell(c -> c.removeNetworkCmd(name).exec());
        given.remove(name);
      }
    } catch (ConflictException e) {
      // in use after all
    } finally {
      lock.unlock();
    }
  }
}
