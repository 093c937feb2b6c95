package io.sutler.cloud.container;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.Machine;
import io.sutler.cloud.MachineOrder;
import io.sutler.domain.Blame;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes one machine, or brings one that was begun to its end: its name can be had only once, and
 * until it is started it may have missed its keys. Thread-safe.
 */
record MakeContainer(Engine engine, Networks networks, CloudRegion region) {
  private static final long NANOS_OF_MILLI = 1_000_000;
  private static final Map<String, String> SYSTEMD = Map.of("/run", "", "/run/lock", "");

  Machine make(MachineOrder order) throws CloudTrouble, InterruptedException {
    var name = Tags.container(order, region);
    var see = new SeeContainers(engine, region);
    var begun = engine.find(c -> c.inspectContainerCmd(name).exec());
    if (begun.isEmpty()) {
      create(name, order);
      begun = engine.find(c -> c.inspectContainerCmd(name).exec());
    }
    if (begun.map(i -> "created".equals(i.getState().getStatus())).orElse(false)) {
      finish(name, order);
    }
    return see.machine(name)
        .orElseThrow(() ->
            new CloudTrouble(
                Blame.PROVIDER, "machine-vanished", name + " vanished while it was being made"));
  }

  private void create(String name, MachineOrder order) throws CloudTrouble, InterruptedException {
    for (var disk : order.disks()) {
      volume(order, disk);
    }
    var seat = networks.seat(order, engine, region);
    var labels = new HashMap<>(Tags.of(order, region));
    seat.address().ifPresent(a -> labels.put(Tags.ADDRESS, a));
    boolean podman = engine.isPodman();
    try {
      engine.ask(c -> {
        var command =
            c.createContainerCmd(order.image())
                .withName(name)
                .withHostName(order.host())
                .withLabels(labels)
                .withAliases(order.host())
                .withHostConfig(host(order, seat, podman));
        return seat.address().map(command::withIpv4Address).orElse(command).exec();
      });
    } catch (ConflictException e) {
      // a reply of an earlier call was lost
    } catch (NotFoundException e) {
      throw noImage(order, e);
    } catch (CloudTrouble e) {
      if (engine.find(c -> c.inspectContainerCmd(name).exec()).isEmpty()) {
        throw e;
      }
    }
  }

  private static CloudTrouble noImage(MachineOrder order, NotFoundException e) {
    var said = Engine.said(e);
    return said.contains("image")
        ? new CloudTrouble(
            Blame.USER,
            "no-such-image",
            "the container engine has no image '%s': run 'sutler region init', or load it there"
                .formatted(order.image()))
        : new CloudTrouble(Blame.PROVIDER, "engine-refused", "the container engine said: " + said);
  }

  private HostConfig host(MachineOrder order, Networks.Seat seat, boolean podman) {
    var binds =
        order.disks().stream()
            .map(d -> new Bind(volumeName(order, d), new Volume(d.mount())))
            .toList();
    var host = HostConfig.newHostConfig().withNetworkMode(seat.network()).withBinds(binds);
    if (order.size().memory() > 0) {
      host.withMemory(order.size().memory());
    }
    if (order.size().cpus() > 0) {
      host.withNanoCPUs(order.size().cpus() * NANOS_OF_MILLI);
    }
    // Podman sees by itself that the first process is systemd; Docker must be told what it needs.
    return podman ? host : host.withPrivileged(true).withTmpFs(SYSTEMD).withCgroupnsMode("private");
  }

  private String volumeName(MachineOrder order, MachineOrder.Disk disk) {
    return Tags.volume(order.owner(), order.name(), disk.name(), region);
  }

  /** One that is there already is given, with its data. */
  private void volume(MachineOrder order, MachineOrder.Disk disk)
      throws CloudTrouble, InterruptedException {
    var name = volumeName(order, disk);
    if (engine.find(c -> c.inspectVolumeCmd(name).exec()).isPresent()) {
      return;
    }
    var labels = new HashMap<>(Tags.of(order.owner(), region));
    labels.put(Tags.MEMBER, order.name());
    labels.put(Tags.DISK, disk.name());
    labels.put(Tags.BYTES, Long.toString(disk.bytes()));
    try {
      engine.ask(c -> c.createVolumeCmd().withName(name).withLabels(labels).exec());
    } catch (ConflictException e) {
      // a reply of an earlier call was lost
    }
  }

  /** What goes into it before its first start, and the start. */
  private void finish(String name, MachineOrder order) throws CloudTrouble, InterruptedException {
    var files = KeyFiles.tar(order);
    if (files.isPresent()) {
      engine.ask(c -> {
        c.copyArchiveToContainerCmd(name)
            .withRemotePath("/")
            .withTarInputStream(new java.io.ByteArrayInputStream(files.get()))
            .exec();
        return name;
      });
    }
    engine.tell(c -> c.startContainerCmd(name).exec());
    if (order.rootPassword().isPresent()) {
      new SetPassword(engine).of("root", order.rootPassword().get(), name);
    }
  }
}
