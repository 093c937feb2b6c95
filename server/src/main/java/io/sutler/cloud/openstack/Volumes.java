package io.sutler.cloud.openstack;

import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.Inventory;
import io.sutler.cloud.MachineOrder;
import io.sutler.domain.Blame;
import io.sutler.domain.OwnerTag;
import io.sutler.domain.Units;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Disks that outlive their machines: Cinder's volumes. */
record Volumes(Session session, CloudRegion region) {

  /**
   * The order's disks, each with its volume.
   *
   * @throws CloudTrouble when they are not ready yet, too
   */
  Map<MachineOrder.Disk, Owned> of(MachineOrder order) throws CloudTrouble, InterruptedException {
    var all = new HashMap<MachineOrder.Disk, Owned>();
    if (order.disks().isEmpty()) {
      return all;
    }
    require("disks need it: leave them out");
    var there = all();
    for (var disk : order.disks()) {
      var mark = Mark.of(order, region);
      var mine = Twins.best(there, mark, disk.name());
      all.put(disk, mine.isPresent() ? mine.get() : make(order, disk, mark));
    }
    for (var volume : all.values()) {
      ready(volume);
    }
    return all;
  }

  /** Where block storage is asked for, it must be there. */
  void require(String why) throws CloudTrouble, InterruptedException {
    if (!session.has(Service.VOLUME)) {
      throw new CloudTrouble(
          Blame.USER,
          "no-block-storage",
          "the cloud of region %s has no block storage (Cinder), and %s, or choose another region"
              .formatted(region.region().name(), why));
    }
  }

  private List<Owned> all() throws CloudTrouble, InterruptedException {
    return Owned.among(
        session.list(Service.VOLUME, "/volumes/detail", "volumes"),
        "/metadata/" + Mark.KEY,
        region);
  }

  private Owned make(MachineOrder order, MachineOrder.Disk disk, Mark mark)
      throws CloudTrouble, InterruptedException {
    var volume =
        Map.of(
            "name",
            order.host() + "-" + disk.name(),
            "size",
            Units.gibibytes(disk.bytes()),
            "metadata",
            Map.of(Mark.KEY, mark.text(), SeeOpenstack.DISK, disk.name()));
    var made = session.ask(Service.VOLUME, "POST", "/volumes", Map.of("volume", volume));
    return Owned.of(made.path("volume"), "/metadata/" + Mark.KEY, region)
        .orElseThrow(() ->
            new CloudTrouble(Blame.PROVIDER, "no-metadata", "Cinder keeps no metadata of volumes"));
  }

  private void ready(Owned volume) throws CloudTrouble, InterruptedException {
    var status =
        session.get(Service.VOLUME, "/volumes/" + volume.id()).at("/volume/status").asText();
    if (status.startsWith("error")) {
      throw new CloudTrouble(
          Blame.CAPACITY, "volume-failed", "volume " + volume.id() + " is in state " + status);
    }
    if (!status.equals("available") && !status.equals("in-use")) {
      throw new CloudTrouble(
          Blame.PROVIDER, "volume-not-ready", "volume " + volume.id() + " is in state " + status);
    }
  }

  /**
   * Writes on each that it is given to a machine now, before the machine is asked for: whatever is
   * made for the same disk later, or was written on another one late, is not taken for it.
   */
  void give(Collection<Owned> volumes, Instant now) throws CloudTrouble, InterruptedException {
    for (var volume : volumes) {
      var given = Math.max(now.toEpochMilli(), Twins.given(volume) + 1);
      tell(volume.id(), Map.of(Twins.GIVEN, Long.toString(given)));
    }
  }

  private void tell(String id, Map<String, String> metadata)
      throws CloudTrouble, InterruptedException {
    session.ask(
        Service.VOLUME, "POST", "/volumes/" + id + "/metadata", Map.of("metadata", metadata));
  }

  /** Attaches what is not attached to the server. */
  void attach(Map<MachineOrder.Disk, Owned> volumes, String server)
      throws CloudTrouble, InterruptedException {
    for (var volume : volumes.values()) {
      var attached = volume.said().path("attachments").findValuesAsText("server_id");
      if (!attached.contains(server)) {
        session.ask(
            Service.COMPUTE,
            "POST",
            "/servers/" + server + "/os-volume_attachments",
            Map.of("volumeAttachment", Map.of("volumeId", volume.id())));
      }
    }
  }

  void hand(Inventory.Thing disk, OwnerTag owner, String machine)
      throws CloudTrouble, InterruptedException {
    tell(
        ours(disk).id(),
        Map.of(Mark.KEY, Mark.of(owner, machine, region).text(), SeeOpenstack.DISK, disk.name()));
  }

  private Owned ours(Inventory.Thing disk) throws CloudTrouble, InterruptedException {
    var id = disk.handle().substring(SeeOpenstack.VOLUME.length());
    return all().stream()
        .filter(v -> v.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new CloudTrouble(
                Blame.PROVIDER, "not-there", disk.detail() + " is not there or not this Sutler's"));
  }

  /** Asks for it to be made larger, where it is not being so already. */
  void grow(Inventory.Thing disk, long bytes) throws CloudTrouble, InterruptedException {
    var volume = ours(disk);
    var status = volume.text("/status");
    if (status.startsWith("error")) {
      throw new CloudTrouble(
          Blame.PROVIDER,
          "disk-not-grown",
          "the cloud of region %s could not make %s larger (it is in state %s): have its operator look and reset that state, or take the larger size back"
              .formatted(region.region().name(), disk.detail(), status));
    }
    if (status.equals("extending")
        || volume.said().path("size").asLong() >= Units.gibibytes(bytes)) {
      return;
    }
    var answer =
        session.call(
            Service.VOLUME,
            "POST",
            "/volumes/" + volume.id() + "/action",
            Map.of("os-extend", Map.of("new_size", Units.gibibytes(bytes))));
    if (answer.status() == 400 || answer.status() == 406) {
      throw new CloudTrouble(
          Blame.USER,
          "disk-cannot-grow",
          "the cloud of region %s does not make %s larger as it is (%s): take the larger size back, or give a further disk"
              .formatted(region.region().name(), disk.detail(), answer.said()));
    }
    if (!answer.isGood()) {
      throw session.refusals().of(Service.VOLUME.title(), answer);
    }
  }
}
