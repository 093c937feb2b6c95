package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.domain.Resources;
import io.sutler.many.AtOnce;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks hosts who has them, all at once; each has its own time to answer in. */
record AskHosts(Shells shells, CloudRegion region) {
  private static final int AT_ONCE = 64;

  /** In the order of the hosts. */
  List<Seen> all(List<Host> hosts) throws InterruptedException {
    return each(hosts, this::one);
  }

  Seen one(Host host) throws InterruptedException {
    try {
      var within = Settings.of(region).timeout();
      var answer =
          shells.to(host, region).run(place(Script.of("see"), host), Shell.As.LOGIN, within);
      return answer.code() == 0
          ? remembered(there(host, answer))
          : silent(host, Troubles.strange(host, "see", answer));
    } catch (CloudTrouble e) {
      return silent(host, e);
    }
  }

  private Seen.There remembered(Seen.There there) {
    var ours = there.disks().stream().filter(d -> d.isIn(region)).toList();
    shells.disks().saw(there.host(), region, ours);
    return there;
  }

  private Seen.Silent silent(Host host, CloudTrouble why) {
    return new Seen.Silent(host, why, shells.disks().of(host, region));
  }

  static Script place(Script script, Host host) {
    return script.with("DIR", host.place()).with("STORE", host.store());
  }

  private static Seen.There there(Host host, Answer answer) {
    long since = answer.number("since");
    var owner = answer.line("owner");
    var lease = owner.flatMap(Lease::parse);
    var disks = answer.lines("disk").stream().map(HostDisk::parse).toList();
    return new Seen.There(
        host,
        since == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(since)),
        new Resources(answer.number("cpus") * 1000, answer.number("memory") << 10, 0),
        lease,
        owner.isPresent(),
        lease.map(Lease::id).equals(answer.line("ready")),
        disks.stream().flatMap(Optional::stream).toList(),
        disks.stream().anyMatch(Optional::isEmpty));
  }

  static <T, R> List<R> each(List<T> all, AtOnce.Deed<T, R> deed) throws InterruptedException {
    return AtOnce.each(all, AT_ONCE, deed);
  }
}
