package io.sutler.cloud.openstack;

import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.Inventory;
import io.sutler.cloud.MachineOrder;
import io.sutler.domain.Blame;
import io.sutler.domain.OwnerTag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Disks that outlive their machines: Cinder's volumes. */
record Volumes(Session session, CloudRegion region) {
  private static final long GIB = 1L << 30;

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
      var mine =
          there.stream()
              .filter(v -> v.mark().isSame(mark) && name(v).equals(disk.name()))
              .min(java.util.Comparator.comparing(Owned::id));
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

  private static String name(Owned volume) {
    return volume.said().path("metadata").path(SeeOpenstack.DISK).asText();
  }

  private Owned make(MachineOrder order, MachineOrder.Disk disk, Mark mark)
      throws CloudTrouble, InterruptedException {
    var volume =
        Map.of(
            "name",
            order.host() + "-" + disk.name(),
            "size",
            Math.max(1, (disk.bytes() + GIB - 1) / GIB),
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
    var id = disk.handle().substring(SeeOpenstack.VOLUME.length());
    var ours = all().stream().anyMatch(v -> v.id().equals(id));
    if (!ours) {
      throw new CloudTrouble(
          Blame.PROVIDER, "not-there", disk.detail() + " is not there or not this Sutler's");
    }
    session.ask(
        Service.VOLUME,
        "POST",
        "/volumes/" + id + "/metadata",
        Map.of(
            "metadata",
            Map.of(
                Mark.KEY, Mark.of(owner, machine, region).text(), SeeOpenstack.DISK, disk.name())));
  }
}
