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
          ? there(host, answer)
          : new Seen.Silent(host, Troubles.strange(host, "see", answer));
    } catch (CloudTrouble e) {
      return new Seen.Silent(host, e);
    }
  }

  static Script place(Script script, Host host) {
    return script.with("DIR", host.place());
  }

  private static Seen there(Host host, Answer answer) {
    long since = answer.number("since");
    var owner = answer.line("owner");
    var lease = owner.flatMap(Lease::parse);
    return new Seen.There(
        host,
        since == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(since)),
        new Resources(answer.number("cpus") * 1000, answer.number("memory") << 10, 0),
        lease,
        owner.isPresent(),
        lease.map(Lease::id).equals(answer.line("ready")));
  }

  static <T, R> List<R> each(List<T> all, AtOnce.Deed<T, R> deed) throws InterruptedException {
    return AtOnce.each(all, AT_ONCE, deed);
  }
}
