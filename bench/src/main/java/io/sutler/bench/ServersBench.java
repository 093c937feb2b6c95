package io.sutler.bench;

import io.sutler.cloud.CloudTrouble;
import io.sutler.domain.CommandState;
import io.sutler.domain.Region;
import io.sutler.driver.servers.Door;
import io.sutler.driver.servers.ServersDriver;
import io.sutler.testkit.CloudFaults;
import io.sutler.testkit.FakeMachines;
import io.sutler.testkit.MachineLedger;
import io.sutler.testkit.OpenDoor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Machines on a cloud that boots them in a known time: what Sutler adds to it. */
final class ServersBench {
  private static final String PLAN =
      """
      kind: Plan
      name: fleet
      version: 1.0.0
      parameters:
        count: { type: integer, minimum: 1, maximum: 1000, default: 1 }
      components:
        node:
          driver: servers
          with: { count: "${params.count}", flavor: small, image: debian-12, keys: "ssh-ed25519 AAAA bench" }
      """;
  private static final Door OPEN = new OpenDoor();
  private static final int AT_ONCE = 1000;
  private static final int STOOD_LONG_MILLIS = 61_000;

  private ServersBench() {}

  static void run(Flags flags, Report report) throws Exception {
    int repeats = (int) flags.number("repeats", 5);
    int deaths = (int) flags.number("deaths", 8);
    long boot = flags.number("boot", 2);
    for (long count : flags.numbers("servers", "10,100")) {
      try (var database = Databases.of("sqlite")) {
        one(database, report, new Case(count, boot, repeats, deaths));
      }
    }
  }

  private record Case(long count, long boot, int repeats, int deaths) {}

  private static void one(Databases database, Report report, Case of) throws Exception {
    var clock = InstantSource.system();
    var cloud = new FakeMachines(clock, new CloudFaults(0, 0));
    var driver = new ServersDriver(Map.of("fake", cloud), OPEN, clock, Thread::sleep);
    try (var rig = new Rig(database, List.of(driver), PLAN)) {
      // a cloud for each fleet: the fake one takes longer the more it holds
      for (int i = 0; i <= of.repeats(); i++) {
        rig.store.plans().put(region(i, ledger(database, i), of.boot()));
      }
      rig.start(Duration.ofMinutes(10));
      var arrivals = new Arrivals(rig);
      var unused = fleet(rig, arrivals, of.repeats(), of.count());
      var walls = new double[of.repeats()];
      for (int i = 0; i < of.repeats(); i++) {
        walls[i] = fleet(rig, arrivals, i, of.count()) / 1e9;
      }
      var deaths = deaths(new MachineLedger(ledger(database, 0)), of);
      report.line(
          "servers", of.count(),
          "idealSeconds", of.boot(),
          "seconds", Report.median(walls),
          "ratio", Math.round(Report.median(walls) / of.boot() * 100) / 100.0,
          "deathToFirstStepP50Ms", Report.percentile(deaths, 50),
          "deathToFirstStepMaxMs", Report.percentile(deaths, 100),
          "load", Load.now());
    }
  }

  private static Path ledger(Databases database, int cloud) {
    return database.data().resolve("cloud-" + cloud + ".json");
  }

  private static Region region(int cloud, Path ledger, long boot) {
    return new Region(
        "fake-" + cloud,
        Optional.empty(),
        "fake",
        "",
        Map.of("ledger", ledger.toString(), "boot", String.valueOf(boot)),
        "",
        false,
        AT_ONCE);
  }

  /** Nanoseconds from the order to the machines standing. */
  private static long fleet(Rig rig, Arrivals arrivals, int cloud, long count) {
    var name = "fleet-" + cloud;
    long began = System.nanoTime();
    var command = rig.installed(name, "fleet", "fake-" + cloud, Map.of("count", count));
    var state = arrivals.end(command);
    if (state != CommandState.REACHED) {
      throw new IllegalStateException(name + " ended " + state);
    }
    return System.nanoTime() - began;
  }

  /** Nanoseconds from a machine's death to the order of its replacement, one after the other. */
  private static long[] deaths(MachineLedger ledger, Case of) throws Exception {
    // each machine dies once, and none soon after its start: one that keeps dying is given a rest
    Thread.sleep(STOOD_LONG_MILLIS);
    var nanos = new long[(int) Math.min(of.deaths(), of.count())];
    for (int i = 0; i < nanos.length; i++) {
      // neither in step with the cloud's watch nor while the last one boots
      Thread.sleep(of.boot() * 1000 + 500 + 137L * i % 1000);
      nanos[i] = death(ledger, of.count());
    }
    Thread.sleep(of.boot() * 1000 + 2000);
    return nanos;
  }

  private static long death(MachineLedger ledger, long machines) throws Exception {
    var victim = ledger.entries().getFirst().handle();
    long began = System.nanoTime();
    boolean unused = strike(ledger, victim);
    while (ledger.entries().size() < machines) {
      Thread.sleep(5);
    }
    return System.nanoTime() - began;
  }

  private static boolean strike(MachineLedger ledger, String victim) throws CloudTrouble {
    return ledger.change(book -> book.all().remove(victim) != null);
  }
}
