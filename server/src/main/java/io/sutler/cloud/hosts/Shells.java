package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudRegion;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The ways to hosts; connections are kept while they are used. Thread-safe. */
final class Shells {
  private static final Duration KEPT = Duration.ofMinutes(3);
  private final InstantSource clock;
  private final HostKeys keys;
  private final LastDisks disks;
  private final List<String> before;
  private final Map<Way, Kept> all = new ConcurrentHashMap<>();

  private record Way(String region, Host host, String credentials, Duration timeout) {}

  private record Kept(SshShell shell, AtomicLong used) {}

  /**
   * @param before the words that a shell of this machine itself is run with
   */
  Shells(InstantSource clock, HostKeys keys, LastDisks disks, List<String> before) {
    this.clock = clock;
    this.keys = keys;
    this.disks = disks;
    this.before = List.copyOf(before);
  }

  /** What was told of disks by hosts that may be silent now. */
  LastDisks disks() {
    return disks;
  }

  Shell to(Host host, CloudRegion region) {
    var timeout = Settings.of(region).timeout();
    if (host.local()) {
      return new LocalShell(host, before);
    }
    forgetUnused();
    var credentials = Credentials.of(region, host);
    var way = new Way(Lease.region(region), host, credentials.digest(), timeout);
    var kept =
        all.computeIfAbsent(
            way,
            _ ->
                new Kept(
                    new SshShell(new Connect(host, credentials, keys, timeout)),
                    new AtomicLong(clock.millis())));
    kept.used().set(clock.millis());
    return kept.shell();
  }

  /** The host key that a host must show; empty where none is known yet. */
  Optional<String> hostKey(Host host, CloudRegion region) {
    return host.hostKey().or(() -> keys.known(HostKeys.place(region.region().name(), host)));
  }

  private void forgetUnused() {
    var before = clock.millis() - KEPT.toMillis();
    all.entrySet()
        .removeIf(e -> {
          boolean old = e.getValue().used().get() < before;
          if (old) {
            e.getValue().shell().close();
          }
          return old;
        });
  }
}
