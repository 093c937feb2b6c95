package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.CloudTrouble;
import io.sutler.cloud.MachineOrder;
import io.sutler.domain.Blame;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds an order's host, or takes a free one, and lets in who is to come in. */
record LeaseHost(Shells shells, CloudRegion region, MachineOrder order, InstantSource clock) {
  private static final Duration WITHIN = Duration.ofSeconds(60);

  /** The host, as it is afterwards. */
  Seen.There lease(List<Host> hosts) throws CloudTrouble, InterruptedException {
    requirePossible();
    var seen = new AskHosts(shells, region).all(hosts);
    var mine =
        seen.stream()
            .filter(s -> s instanceof Seen.There there && isMine(there))
            .map(s -> (Seen.There) s)
            .findFirst();
    var keeper = new OwnHost(region, order).among(seen);
    var one = mine.isPresent() ? mine.get() : keeper.isPresent() ? own(keeper.get()) : take(seen);
    if (!one.ready() && keeper.isPresent() && !keeper.get().host().equals(one.host())) {
      throw new CloudTrouble(
          Blame.USER,
          "disks-apart",
          "%s has %s, and its disks lie on %s: take one of the two out of region %s"
              .formatted(
                  order.name(),
                  one.host().name(),
                  keeper.get().host().name(),
                  region.region().name()));
    }
    prepare(one);
    return there(new AskHosts(shells, region).one(one.host()));
  }

  private boolean isMine(Seen.There there) {
    return there.lease().filter(l -> l.isIn(region) && l.isFor(order)).isPresent();
  }

  private static Seen.There there(Seen seen) throws CloudTrouble {
    return switch (seen) {
      case Seen.There there -> there;
      case Seen.Silent silent -> throw silent.why();
    };
  }

  private void requirePossible() throws CloudTrouble {
    boolean broken =
        order.publicKeys().stream().anyMatch(k -> k.chars().anyMatch(c -> c < ' '))
            || order.rootPassword().stream().anyMatch(p -> p.chars().anyMatch(c -> c < ' '));
    if (broken) {
      throw new CloudTrouble(
          Blame.USER, "bad-key", "a key or password is more than one line: correct it");
    }
  }

  /** The host that the member's disks lie on. */
  private Seen.There own(Seen keeper) throws CloudTrouble, InterruptedException {
    var own = new OwnHost(region, order);
    var host = own.free(keeper).host();
    if (!taken(host)) {
      throw own.taken(host);
    }
    return there(new AskHosts(shells, region).one(host));
  }

  private Seen.There take(List<Seen> seen) throws CloudTrouble, InterruptedException {
    var free = new ArrayList<Seen.There>();
    for (var one : seen) {
      if (one instanceof Seen.There there
          && !there.taken()
          && !there.isKeptFrom(order, region)
          && Fits.whyNot(there.host(), order).isEmpty()) {
        free.add(there);
      }
    }
    // the smallest that will do; large ones are for those who need them
    free.sort(
        Comparator.comparing((Seen.There s) -> s.host().size().memory())
            .thenComparing(s -> s.host().size().cpus())
            .thenComparing(s -> s.host().name()));
    for (var one : free) {
      if (taken(one.host())) {
        return there(new AskHosts(shells, region).one(one.host()));
      }
    }
    throw new NoHost(region, order).trouble(seen);
  }

  /** Whether it is ours now: somebody else may have been faster. */
  private boolean taken(Host host) throws CloudTrouble, InterruptedException {
    new GiveDisks(region, order, clock).requirePlaces(host);
    var lease = Lease.of(order, region);
    var answer =
        shells
            .to(host, region)
            .run(
                AskHosts.place(Script.of("lease"), host)
                    .with("LEASE", lease.id())
                    .with("OWNER", lease.text()),
                Shell.As.ROOT,
                WITHIN);
    if (!answer.says("taken") && !answer.says("busy")) {
      throw Troubles.strange(host, "lease", answer);
    }
    return answer.says("taken");
  }

  private void prepare(Seen.There one) throws CloudTrouble, InterruptedException {
    var host = one.host();
    var lease = one.lease().map(Lease::id).orElse("");
    if (one.ready()) {
      return;
    }
    // before anybody is let in
    var noted = new Leased(shells, region, host, host.name() + "@" + lease).told("note", WITHIN);
    if (!noted.says("noted") && !noted.says("lost")) {
      throw Troubles.strange(host, "note", noted);
    }
    var disks = new GiveDisks(region, order, clock);
    var keys = order.publicKeys().stream().map(k -> k.strip() + " sutler-lease=" + lease).toList();
    var answer =
        shells
            .to(host, region)
            .run(
                AskHosts.place(Script.of("prepare"), host)
                    .with("LEASE", lease)
                    .with("LOGIN", order.login())
                    .with("ENTER", host.login())
                    .with("DISKS", disks.lines(one))
                    .with("KEYS", String.join("\n", keys))
                    .with("PASSWORD", order.rootPassword().orElse("")),
                Shell.As.ROOT,
                WITHIN);
    if (answer.says("no-account")) {
      throw new CloudTrouble(
          Blame.USER,
          "no-account",
          "%s has no account '%s' to let keys in to: make it there, or name another as login of image %s"
              .formatted(host.name(), order.login(), order.image()));
    }
    disks.requireGiven(answer, host);
    if (!answer.says("ready")) {
      throw Troubles.strange(host, "prepare", answer);
    }
  }
}
