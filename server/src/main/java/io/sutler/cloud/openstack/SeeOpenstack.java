package io.sutler.cloud.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cloud.Inventory;
import io.sutler.cloud.Machine;
import io.sutler.cloud.MachineState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Reads a snapshot as machines and things. What belongs to a machine goes with it and is not
 * listed.
 */
record SeeOpenstack(Snapshot all) {
  static final String PORT = "port:";
  static final String ADDRESS = "address:";
  static final String GROUP = "security-group:";
  static final String SERVER_GROUP = "server-group:";
  static final String KEY = "key:";
  static final String VOLUME = "volume:";
  static final String DIGEST = "sutler.digest";
  static final String WANTS_ADDRESS = "sutler.address";
  static final String DISKS = "sutler.disks";
  static final String DISK = "sutler.disk";
  static final String FLAVOR = "sutler.flavor";
  private static final int GIB = 30;
  private static final int LONGEST = 500;

  Inventory inventory(Instant now) {
    var machines = all.servers().stream().filter(s -> !isGone(s)).map(this::machine).toList();
    var taken = new HashSet<String>();
    for (var port : all.ports()) {
      if (machines.stream().anyMatch(m -> m.handle().equals(port.text("/device_id")))) {
        taken.add(port.id());
      }
    }
    var things = new ArrayList<Inventory.Thing>();
    for (var address : all.addresses()) {
      if (!taken.contains(address.text("/port_id"))) {
        things.add(
            thing(
                address,
                "address",
                ADDRESS + address.id(),
                "floating IP " + address.text("/floating_ip_address")));
      }
    }
    for (var port : all.ports()) {
      if (!taken.contains(port.id())) {
        things.add(thing(port, "port", PORT + port.id(), "port " + port.text("/name")));
      }
    }
    for (var group : all.groups()) {
      things.add(
          thing(
              group,
              "security group",
              GROUP + group.id(),
              "security group " + group.text("/name")));
    }
    for (var group : all.serverGroups()) {
      things.add(
          thing(group, "server group", SERVER_GROUP + group.id(), "server group " + group.id()));
    }
    for (var key : all.keys()) {
      things.add(thing(key, "key", KEY + key.text("/name"), "key pair " + key.text("/name")));
    }
    var spare = Twins.spare(all.volumes());
    for (var volume : all.volumes()) {
      things.add(disk(volume, spare.contains(volume.id())));
    }
    return new Inventory(now, machines, things);
  }

  private static Inventory.Thing thing(Owned owned, String kind, String handle, String detail) {
    return new Inventory.Thing(
        owned.mark().owner(),
        kind,
        owned.text("/name"),
        Optional.of(owned.mark().member()).filter(m -> !m.isEmpty()),
        handle,
        0,
        detail,
        owned.since());
  }

  private static Inventory.Thing disk(Owned volume, boolean spare) {
    var name = volume.said().at("/metadata").path(DISK).asText(volume.text("/name"));
    return new Inventory.Thing(
        volume.mark().owner(),
        spare ? Inventory.SPARE : Inventory.DISK,
        name,
        Optional.of(volume.mark().member()),
        VOLUME + volume.id(),
        volume.said().path("size").asLong() << GIB,
        "volume " + volume.id(),
        volume.since());
  }

  /** Some clouds go on telling of those that were deleted. */
  private static boolean isGone(Owned server) {
    return server.text("/status").equals("DELETED")
        || server.text("/status").equals("SOFT_DELETED");
  }

  private Machine machine(Owned server) {
    var lacks = lacks(server);
    var state = state(server);
    boolean unfinished = state == MachineState.RUNNING && !lacks.isEmpty();
    var metadata = server.said().path("metadata");
    return new Machine(
            server.mark().owner(),
            server.mark().member(),
            server.id(),
            unfinished ? MachineState.BUILDING : state,
            metadata.path(DIGEST).asText(""),
            unfinished ? lacks : detail(server),
            since(server, state),
            addresses(server))
        .of(flavor(server));
  }

  /** As it was ordered; of one that was made before that was written down, its id alone is told. */
  private static String flavor(Owned server) {
    return server.said().path("metadata").path(FLAVOR).asText(server.text("/flavor/id"));
  }

  private static MachineState state(Owned server) {
    if (server.text("/OS-EXT-STS:task_state").equals("deleting")) {
      return MachineState.LEAVING;
    }
    return switch (server.text("/status")) {
      case "ACTIVE", "PASSWORD", "MIGRATING", "VERIFY_RESIZE" -> MachineState.RUNNING;
      case "SHUTOFF", "SHELVED", "SHELVED_OFFLOADED" -> MachineState.STOPPED;
      case "SUSPENDED", "PAUSED" -> MachineState.SUSPENDED;
      case "ERROR" -> isUnplaced(server) ? MachineState.UNPLACED : MachineState.FAILED;
      // BUILD, REBOOT, HARD_REBOOT, REBUILD, RESIZE, RESCUE, UNKNOWN: nothing but time or a person
      default -> MachineState.BUILDING;
    };
  }

  private static boolean isUnplaced(Owned server) {
    var fault = server.text("/fault/message").toLowerCase(java.util.Locale.ROOT);
    return fault.contains("no valid host")
        || fault.contains("quota exceeded")
        || fault.contains("exceeded maximum number of retries")
        || fault.contains("not enough")
        || fault.contains("insufficient");
  }

  private static String detail(Owned server) {
    var fault = server.text("/fault/message").replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    if (!fault.isEmpty()) {
      return fault.length() > LONGEST ? fault.substring(0, LONGEST) + "..." : fault;
    }
    var status = server.text("/status");
    return status.equals("ACTIVE") ? "" : status;
  }

  /** What it was made with and has no more; empty for nothing. */
  private String lacks(Owned server) {
    var metadata = server.said().path("metadata");
    if (metadata.has(WANTS_ADDRESS) && floating(server).isEmpty()) {
      return "its floating IP is gone";
    }
    return Arrays.stream(metadata.path(DISKS).asText("").split(","))
        .filter(disk -> !disk.isEmpty() && !isAttached(disk, server))
        .findFirst()
        .map(disk -> "its disk " + disk + " is not attached")
        .orElse("");
  }

  private boolean isAttached(String disk, Owned server) {
    return all.volumes().stream()
        .filter(v -> v.said().path("metadata").path(DISK).asText().equals(disk))
        .flatMap(v -> v.said().path("attachments").findValuesAsText("server_id").stream())
        .anyMatch(server.id()::equals);
  }

  private List<Owned> ports(Owned server) {
    return all.ports().stream().filter(p -> p.text("/device_id").equals(server.id())).toList();
  }

  private List<String> floating(Owned server) {
    var ports = ports(server).stream().map(Owned::id).toList();
    return all.addresses().stream()
        .filter(a -> ports.contains(a.text("/port_id")))
        .map(a -> a.text("/floating_ip_address"))
        .toList();
  }

  private List<String> addresses(Owned server) {
    var addresses = new ArrayList<>(floating(server));
    for (var port : ports(server)) {
      addresses.addAll(port.said().path("fixed_ips").findValuesAsText("ip_address"));
    }
    if (addresses.isEmpty()) {
      for (JsonNode network : server.said().path("addresses")) {
        addresses.addAll(network.findValuesAsText("addr"));
      }
    }
    return addresses;
  }

  /** Nova tells no boot: the last change of one that runs is the best that is known of it. */
  private static Optional<Instant> since(Owned server, MachineState state) {
    var updated = Owned.time(server.text("/updated"));
    return state == MachineState.RUNNING ? updated.or(server::since) : server.since();
  }
}
