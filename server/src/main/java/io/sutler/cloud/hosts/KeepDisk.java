package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.Inventory;
import io.sutler.domain.Blame;
import io.sutler.domain.OwnerTag;
import java.time.Duration;
import java.util.Optional;

/**
 * Hands over or deletes what lies on a host.
 *
 * @param handle the disk's
 */
record KeepDisk(Shells shells, CloudRegion region, Host host, String handle) {
  private static final Duration WITHIN = Duration.ofMinutes(10);

  void delete() throws CloudTrouble, InterruptedException {
    if (seen().isEmpty()) {
      return;
    }
    var answer = told("");
    // what is remembered of the host too
    new AskHosts(shells, region).one(host);
    if (!answer.says("gone") && !answer.says("not-ours")) {
      throw trouble(answer);
    }
  }

  void hand(Inventory.Thing disk, OwnerTag owner, String machine)
      throws CloudTrouble, InterruptedException {
    if (disk.owner().equals(owner) && disk.machine().equals(Optional.of(machine))) {
      return;
    }
    var kept =
        seen()
            .orElseThrow(() ->
                new CloudTrouble(Blame.USER, "no-such-disk", disk.detail() + " is there no more"));
    var answer = told(kept.of(owner, machine).text());
    if (!answer.says("handed")) {
      throw trouble(answer);
    }
    new AskHosts(shells, region).one(host);
  }

  /** Empty for one that is not there, is not ours or is not understood. */
  private Optional<HostDisk> seen() throws CloudTrouble, InterruptedException {
    return switch (new AskHosts(shells, region).one(host)) {
      case Seen.Silent silent -> throw silent.why();
      case Seen.There there ->
          there.disks().stream()
              .filter(d -> d.isIn(region) && d.thing(host).handle().equals(handle))
              .findFirst();
    };
  }

  private CloudTrouble trouble(Answer answer) {
    return answer.says("mounted")
        ? new CloudTrouble(
            Blame.PROVIDER,
            "disk-in-use",
            "%s has a disk still mounted that nobody should use (%s): unmount it there; it is tried again"
                .formatted(host.name(), host.store() + "/" + id()))
        : Troubles.strange(host, "disk", answer);
  }

  private String id() {
    return handle.substring(handle.indexOf('#') + 1);
  }

  private Answer told(String record) throws CloudTrouble, InterruptedException {
    return shells
        .to(host, region)
        .run(
            AskHosts.place(Script.of("disk"), host)
                .with("ID", id())
                .with("INSTALLATION", region.installation())
                .with("REGION", Lease.region(region))
                .with("RECORD", record),
            Shell.As.ROOT,
            WITHIN);
  }
}
