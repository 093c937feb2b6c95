package io.sutler.cloud.openstack;

import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.MachineOrder;
import io.sutler.domain.Blame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes one machine. All that belongs to it is made before it and named in one request, and that
 * request is written down on its port before it is sent: a lost reply is waited for, not repeated.
 */
record MakeServer(Session session, CloudRegion region, Locks locks, Instant now) {
  private static final int AS_LONG_AGAIN = 2;

  /** The server's id. */
  String make(MachineOrder order) throws CloudTrouble, InterruptedException {
    var settings = Settings.of(region, order.settings());
    var names = new Names(session, region.region().name());
    var neutron = new Neutron(session, region, names);
    var there = server(order);
    if (there.isPresent()) {
      finish(order, there.get(), settings, neutron);
      return there.get().id();
    }
    var flavor = names.flavor(order.flavor());
    var image = names.image(order.image());
    var extras = new Extras(session, region);
    var volumes = new Volumes(session, region);
    if (settings.boot().fromVolume() > 0) {
      volumes.require("booting from a volume needs it: leave boot_volume out");
    }
    var shared =
        locks.each(
            order.owner().text(),
            () ->
                new Shared(
                    neutron.groups(order, settings),
                    extras.key(order),
                    extras.group(order, settings)));
    var disks = volumes.of(order);
    var port = port(order, settings, shared.groups(), neutron);
    if (settings.pool().isPresent()) {
      neutron.address(order, port, settings.pool().get());
    }
    volumes.give(disks.values(), now);
    return boot(
        body(order, settings, new Parts(flavor, image, shared, disks, port)),
        port,
        shared.groups(),
        neutron);
  }

  /** What all of a component's machines share. */
  private record Shared(List<String> groups, Optional<String> key, Optional<String> group) {}

  private record Parts(
      String flavor,
      String image,
      Shared shared,
      Map<MachineOrder.Disk, Owned> disks,
      Owned port) {}

  /** One that stands for this order, the first of them. */
  private Optional<Owned> server(MachineOrder order) throws CloudTrouble, InterruptedException {
    var mark = Mark.of(order, region);
    var named =
        session.list(
            Service.COMPUTE, "/servers/detail?name=" + Names.query(order.host()), "servers");
    return Owned.among(named, "/metadata/" + Mark.KEY, region).stream()
        .filter(s -> s.mark().isSame(mark))
        .filter(s -> !s.text("/OS-EXT-STS:task_state").equals("deleting"))
        .filter(s -> !s.text("/status").contains("DELETED"))
        .min(
            java.util.Comparator.comparing((Owned s) -> s.text("/created"))
                .thenComparing(Owned::id));
  }

  /** What it has lost meanwhile is given back. */
  private void finish(MachineOrder order, Owned server, Settings settings, Neutron neutron)
      throws CloudTrouble, InterruptedException {
    if (server.text("/status").equals("ERROR")) {
      return;
    }
    if (settings.pool().isPresent()) {
      var port =
          neutron.ports(order).stream()
              .filter(p -> p.text("/device_id").equals(server.id()))
              .findFirst();
      if (port.isPresent()) {
        neutron.address(order, port.get(), settings.pool().get());
      }
    }
    if (server.text("/status").equals("ACTIVE")) {
      var volumes = new Volumes(session, region);
      var disks = volumes.of(order);
      volumes.give(disks.values().stream().filter(v -> Twins.given(v) == 0).toList(), now);
      volumes.attach(disks, server.id());
    }
  }

  private Owned port(MachineOrder order, Settings settings, List<String> groups, Neutron neutron)
      throws CloudTrouble, InterruptedException {
    var ports = neutron.ports(order);
    if (ports.isEmpty()) {
      return neutron.newPort(order, settings, groups, now);
    }
    var port = ports.getFirst();
    for (var surplus : ports.subList(1, ports.size())) {
      session.call(Service.NETWORK, "DELETE", "/ports/" + surplus.id(), "");
    }
    var since = port.mark().boot();
    if (since.map(s -> s.plus(underWay(settings)).isAfter(now)).orElse(false)) {
      throw new CloudTrouble(
          Blame.PROVIDER,
          "under-way",
          "whether the machine of %s is being made is not known yet: the reply of %s was lost"
              .formatted(order.name(), since.get()));
    }
    if (!port.text("/device_id").isEmpty()) {
      throw new CloudTrouble(
          Blame.PROVIDER,
          "port-in-use",
          "the port of %s still belongs to server %s"
              .formatted(order.name(), port.text("/device_id")));
    }
    neutron.booting(port, Optional.of(now), groups);
    return port;
  }

  /** How long a request whose reply was lost may still be under way. */
  private static Duration underWay(Settings settings) {
    return settings.patience().multipliedBy(AS_LONG_AGAIN);
  }

  private String boot(Map<String, Object> body, Owned port, List<String> groups, Neutron neutron)
      throws CloudTrouble, InterruptedException {
    var answer = session.call(Service.COMPUTE, "POST", "/servers", body);
    if (answer.isGood()) {
      known(port, groups, neutron);
      return answer.body().at("/server/id").asText();
    }
    var trouble = session.refusals().of(Service.COMPUTE.title(), answer);
    if (answer.status() < 500) {
      known(port, groups, neutron);
    }
    throw trouble;
  }

  /** Nothing is under way any more that nobody knows of; if that cannot be said, time tells it. */
  private static void known(Owned port, List<String> groups, Neutron neutron)
      throws InterruptedException {
    try {
      neutron.booting(port, Optional.empty(), groups);
    } catch (CloudTrouble e) {
      // the next request waits a little longer than it must
    }
  }

  private Map<String, Object> body(MachineOrder order, Settings settings, Parts parts) {
    var volumes =
        parts.disks().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().id()));
    var server = new HashMap<String, Object>();
    server.put("name", order.host());
    server.put("flavorRef", parts.flavor());
    server.put("networks", List.of(Map.of("port", parts.port().id())));
    server.put("metadata", metadata(order, settings));
    server.put("user_data", new UserData(order, volumes).base64());
    parts.shared().key().ifPresent(key -> server.put("key_name", key));
    var boot = settings.boot();
    if (!boot.zone().isEmpty()) {
      server.put("availability_zone", boot.zone());
    }
    if (boot.configDrive()) {
      server.put("config_drive", true);
    }
    if (boot.fromVolume() == 0) {
      server.put("imageRef", parts.image());
    }
    if (boot.fromVolume() > 0 || !volumes.isEmpty()) {
      server.put("block_device_mapping_v2", devices(parts.image(), boot.fromVolume(), volumes));
    }
    var body = new HashMap<String, Object>(Map.of("server", server));
    parts.shared().group().ifPresent(g -> body.put("os:scheduler_hints", Map.of("group", g)));
    return body;
  }

  private Map<String, String> metadata(MachineOrder order, Settings settings) {
    var metadata = new HashMap<String, String>();
    metadata.put(Mark.KEY, Mark.of(order, region).text());
    metadata.put(SeeOpenstack.DIGEST, order.digest());
    metadata.put(SeeOpenstack.FLAVOR, order.flavor());
    if (settings.pool().isPresent()) {
      metadata.put(SeeOpenstack.WANTS_ADDRESS, "floating");
    }
    if (!order.disks().isEmpty()) {
      metadata.put(
          SeeOpenstack.DISKS,
          order.disks().stream().map(MachineOrder.Disk::name).collect(Collectors.joining(",")));
    }
    return metadata;
  }

  private static List<Map<String, Object>> devices(
      String image, int gibibytes, Map<MachineOrder.Disk, String> volumes) {
    var devices = new ArrayList<Map<String, Object>>();
    var root = new HashMap<String, Object>();
    root.put("boot_index", 0);
    root.put("uuid", image);
    root.put("source_type", "image");
    root.put("destination_type", gibibytes > 0 ? "volume" : "local");
    root.put("delete_on_termination", true);
    if (gibibytes > 0) {
      root.put("volume_size", gibibytes);
    }
    devices.add(root);
    volumes
        .values()
        .forEach(volume ->
            devices.add(
                Map.of(
                    "boot_index",
                    -1,
                    "uuid",
                    volume,
                    "source_type",
                    "volume",
                    "destination_type",
                    "volume",
                    "delete_on_termination",
                    false)));
    return devices;
  }
}
