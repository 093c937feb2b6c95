package io.sutler.cloud.container;

import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Network;
import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.Inventory;
import io.sutler.cloud.Machine;
import io.sutler.cloud.MachineState;
import io.sutler.domain.OwnerTag;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Sees what is ours on an engine. Thread-safe. */
record SeeContainers(Engine engine, CloudRegion region) {
  static final String VOLUME = "volume:";
  static final String NETWORK = "network:";

  Inventory look(Instant now) throws CloudTrouble, InterruptedException {
    var machines = machines(Tags.ours(region));
    var things = new ArrayList<Inventory.Thing>();
    for (var volume : volumes()) {
      disk(volume).ifPresent(things::add);
    }
    for (var network : networks()) {
      network(network, machines).ifPresent(things::add);
    }
    return new Inventory(now, machines, things);
  }

  /** The machine that has this handle or container name. */
  Optional<Machine> machine(String handle) throws CloudTrouble, InterruptedException {
    var id = engine.find(c -> c.inspectContainerCmd(handle).exec()).map(i -> i.getId());
    return id.isEmpty()
        ? Optional.empty()
        : machines(Tags.ours(region)).stream().filter(m -> m.handle().equals(id.get())).findFirst();
  }

  /** As the engine lists those with all of these labels. */
  List<Container> containers(Map<String, String> labels) throws CloudTrouble, InterruptedException {
    return engine.ask(c -> c.listContainersCmd().withShowAll(true).withLabelFilter(labels).exec());
  }

  private List<Machine> machines(Map<String, String> labels)
      throws CloudTrouble, InterruptedException {
    var machines = new ArrayList<Machine>();
    for (var container : containers(labels)) {
      var owner = Tags.owner(container.getLabels());
      if (owner.isPresent() && container.getLabels().containsKey(Tags.MEMBER)) {
        machine(container, owner.get()).ifPresent(machines::add);
      }
    }
    return machines;
  }

  private Optional<Machine> machine(Container container, OwnerTag owner)
      throws CloudTrouble, InterruptedException {
    var state = state(container.getState());
    var since = Instant.ofEpochSecond(container.getCreated());
    if (state == MachineState.RUNNING) {
      try {
        var inspected = engine.ask(c -> c.inspectContainerCmd(container.getId()).exec()).getState();
        since = instant(inspected.getStartedAt()).orElse(since);
      } catch (NotFoundException e) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new Machine(
                owner,
                container.getLabels().getOrDefault(Tags.MEMBER, ""),
                container.getId(),
                state,
                container.getLabels().getOrDefault(Tags.DIGEST, ""),
                state == MachineState.RUNNING ? "" : Objects.toString(container.getStatus(), ""),
                Optional.of(since),
                addresses(container))
            .of(container.getLabels().getOrDefault(Tags.FLAVOR, "")));
  }

  private static MachineState state(String word) {
    return switch (word) {
      case "running" -> MachineState.RUNNING;
      case "paused" -> MachineState.SUSPENDED;
      case "exited", "stopped" -> MachineState.STOPPED;
      case "removing" -> MachineState.LEAVING;
      case "dead" -> MachineState.FAILED;
      default -> MachineState.BUILDING; // created, initialized, stopping, restarting
    };
  }

  private static List<String> addresses(Container container) {
    var networks = container.getNetworkSettings();
    return networks == null
        ? List.of()
        : networks.getNetworks().values().stream()
            .map(ContainerNetwork::getIpAddress)
            .filter(a -> a != null && !a.isEmpty())
            .toList();
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(java.time.OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  List<InspectVolumeResponse> volumes() throws CloudTrouble, InterruptedException {
    var volumes = engine.ask(c -> c.listVolumesCmd().exec()).getVolumes();
    return volumes == null
        ? List.of()
        : volumes.stream().filter(v -> carries(v.getLabels())).toList();
  }

  private Optional<Inventory.Thing> disk(InspectVolumeResponse volume) {
    var labels = volume.getLabels();
    return Tags.owner(labels)
        .map(owner ->
            new Inventory.Thing(
                owner,
                Inventory.DISK,
                labels.getOrDefault(Tags.DISK, volume.getName()),
                Optional.ofNullable(labels.get(Tags.MEMBER)),
                VOLUME + volume.getName(),
                bytes(labels),
                "volume " + volume.getName(),
                Optional.empty()));
  }

  private static long bytes(Map<String, String> labels) {
    var text = labels.getOrDefault(Tags.BYTES, "");
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }

  List<Network> networks() throws CloudTrouble, InterruptedException {
    return engine.ask(c -> c.listNetworksCmd().exec()).stream()
        .filter(n -> carries(n.getLabels()))
        .toList();
  }

  /** It is its maker's, or somebody's who has machines on it when its maker has none. */
  private static Optional<Inventory.Thing> network(Network network, List<Machine> machines) {
    return Tags.owner(network.getLabels())
        .map(maker -> {
          var on =
              machines.stream()
                  .map(Machine::owner)
                  .filter(o -> o.deployment().equals(maker.deployment()))
                  .toList();
          var owner = on.contains(maker) ? maker : on.stream().findFirst().orElse(maker);
          return new Inventory.Thing(
              owner,
              Inventory.NETWORK,
              network.getName(),
              Optional.empty(),
              NETWORK + network.getName(),
              0,
              "network " + network.getName(),
              Optional.ofNullable(network.getCreated()).map(java.util.Date::toInstant));
        });
  }

  private boolean carries(@org.jspecify.annotations.Nullable Map<String, String> labels) {
    return labels != null && labels.entrySet().containsAll(Tags.ours(region).entrySet());
  }

  /** All subnets that the engine knows. */
  Set<String> subnets() throws CloudTrouble, InterruptedException {
    var subnets = new java.util.HashSet<String>();
    for (var network : engine.ask(c -> c.listNetworksCmd().exec())) {
      var ipam = network.getIpam();
      if (ipam != null && ipam.getConfig() != null) {
        ipam.getConfig().forEach(config -> subnets.add(String.valueOf(config.getSubnet())));
      }
    }
    return subnets;
  }
}
