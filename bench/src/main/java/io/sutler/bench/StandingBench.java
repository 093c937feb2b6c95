package io.sutler.bench;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;

/**
 * A server with so many deployments standing: what it costs, and how soon it is back after kill -9.
 */
final class StandingBench {
  private static final int IN_FLIGHT = 100;

  private StandingBench() {}

  static void run(Flags flags, Report report) throws Exception {
    int seconds = (int) flags.number("seconds", 30);
    for (long standing : flags.numbers("standing", "10000")) {
      var data = Files.createTempDirectory("sutler-bench");
      try (var rig = new Rig(Databases.sqliteIn(data))) {
        rig.start(Duration.ofMinutes(10));
        rig.grow(0, standing);
      }
      try (var server = ServerProcess.withNoop(data)) {
        double open = server.ready();
        Thread.sleep(5_000);
        long before = server.cpuMillis();
        Thread.sleep(seconds * 1000L);
        report.line(
            "store",
            "sqlite",
            "standing",
            standing,
            "openMs",
            open,
            "idleCpuPercent",
            Math.round((server.cpuMillis() - before) / (double) seconds * 10) / 100.0,
            "idleRssMb",
            server.rssMegabytes());
        var token = server.token();
        for (int i = 0; i < IN_FLIGHT; i++) {
          var body = Map.<String, Object>of("name", "flight-" + i, "plan", "nothing");
          Thread.ofVirtual().start(() -> server.post(Rig.DEPLOYMENTS, token, body));
        }
        Thread.sleep(20);
        server.kill();
      }
      try (var server = ServerProcess.withNoop(data)) {
        report.line("store", "sqlite", "standing", standing, "recoverMs", server.ready());
      }
      Databases.delete(data);
    }
  }
}
