package io.sutler.cloud.container;

import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.Inventory;
import io.sutler.domain.Blame;
import io.sutler.domain.OwnerTag;
import java.util.HashMap;

/**
 * Gives a volume another owner. An engine can change no label, so the data moves into a new volume,
 * by a container of its own; the old one goes when all of it has arrived.
 */
record HandVolume(Engine engine, CloudRegion region) {
  private static final String COPY =
      "set -e; rm -rf /to/..?* /to/.[!.]* /to/*; cp -a /from/. /to/; sync -f /to";

  void hand(Inventory.Thing disk, OwnerTag owner, String machine)
      throws CloudTrouble, InterruptedException {
    if (disk.owner().equals(owner) && disk.machine().filter(machine::equals).isPresent()) {
      return;
    }
    var from = disk.handle().substring(SeeContainers.VOLUME.length());
    var to = Tags.volume(owner, machine, disk.name(), region);
    var labels = new HashMap<>(Tags.of(owner, region));
    labels.put(Tags.MEMBER, machine);
    labels.put(Tags.DISK, disk.name());
    labels.put(Tags.BYTES, Long.toString(disk.bytes()));
    engine.ask(c -> c.createVolumeCmd().withName(to).withLabels(labels).exec());
    if (copy(from, to) != 0) {
      throw new CloudTrouble(
          Blame.PROVIDER, "not-copied", "the data of volume " + from + " could not be copied");
    }
    engine.tell(c -> c.removeVolumeCmd(from).exec());
  }

  private int copy(String from, String to) throws CloudTrouble, InterruptedException {
    var name = "sutler-copy-" + to;
    engine.tell(c -> c.removeContainerCmd(name).withForce(true).exec());
    engine.ask(c ->
        c.createContainerCmd(Offers.TRAITS.images().getFirst().nativeName())
            .withName(name)
            .withLabels(Tags.ours(region))
            .withCmd("/bin/sh", "-c", COPY)
            .withHostConfig(
                HostConfig.newHostConfig()
                    .withNetworkMode("none")
                    .withBinds(
                        new Bind(from, new Volume("/from")), new Bind(to, new Volume("/to"))))
            .exec());
    try {
      engine.ask(c -> c.startContainerCmd(name).exec());
      return engine.ask(
          c -> c.waitContainerCmd(name).exec(new WaitContainerResultCallback()).awaitStatusCode());
    } finally {
      engine.tell(c -> c.removeContainerCmd(name).withForce(true).exec());
    }
  }
}
