package io.sutler.bench;

import java.util.Map;

/**
 * A server with so many deployments standing: what it costs, and how soon it is back after kill -9.
 */
final class StandingBench {
  private static final int IN_FLIGHT = 100;
  private static final String KNOWN = "sutler_control_deployments_known";

  private static final String PASSES = "sutler_control_passes_done";
  private static final String SPARED = "sutler_control_passes_spared";

  private StandingBench() {}

  static void run(Flags flags, Report report) throws Exception {
    int seconds = (int) flags.number("seconds", 30);
    int settle = (int) flags.number("settle", 90);
    for (var kind : flags.stores()) {
      for (long standing : flags.numbers("standing", "10000,100000")) {
        try (var database = Databases.of(kind)) {
          Rig.seed(database, standing);
          measure(database, kind, standing, seconds, settle, report);
        }
      }
    }
  }

  private static void measure(
      Databases database, String kind, long standing, int seconds, int settle, Report report)
      throws Exception {
    try (var server = ServerProcess.withNoop(database)) {
      double open = server.ready();
      awaitKnown(server, standing);
      // a fleet stands for months: until what resync runs is compiled it says little, and in the
      // first round every deployment gets a whole pass
      Thread.sleep(settle * 1000L);
      long before = server.cpuMillis();
      double passes = server.metric(PASSES);
      double spared = server.metric(SPARED);
      Thread.sleep(seconds * 1000L);
      report.line(
          "store",
          kind,
          "standing",
          standing,
          "openMs",
          open,
          "idleCpuPercent",
          Math.round((server.cpuMillis() - before) / (double) seconds * 10) / 100.0,
          "passes",
          server.metric(PASSES) - passes,
          "spared",
          server.metric(SPARED) - spared,
          "idleRssMb",
          server.rssMegabytes());
      fly(server);
      server.kill();
    }
    try (var server = ServerProcess.withNoop(database)) {
      double ready = server.ready();
      double known = awaitKnown(server, standing + IN_FLIGHT);
      awaitFlying(server);
      report.line(
          "store",
          kind,
          "standing",
          standing,
          "inFlight",
          IN_FLIGHT,
          "recoverMs",
          ready,
          "allKnownMs",
          known,
          "allTakenUpMs",
          server.sinceStartMillis());
    }
  }

  private static void fly(ServerProcess server) throws Exception {
    var token = server.token();
    for (int i = 0; i < IN_FLIGHT; i++) {
      var body =
          Map.<String, Object>of(
              "name", "flight-" + i, "plan", "nothing", "params", Map.of("takes", 600_000));
      if (server.post(Rig.DEPLOYMENTS, token, body).code() != 202) {
        throw new IllegalStateException("flight-" + i + " was not taken");
      }
    }
    awaitFlying(server);
  }

  private static void awaitFlying(ServerProcess server) throws Exception {
    while (server.metric("sutler_control_passes_in_flight") < IN_FLIGHT) {
      Thread.sleep(10);
    }
  }

  /** Milliseconds since the start until the loop knew them all. */
  private static double awaitKnown(ServerProcess server, long standing) throws Exception {
    while (server.metric(KNOWN) < standing) {
      Thread.sleep(10);
    }
    return server.sinceStartMillis();
  }
}
