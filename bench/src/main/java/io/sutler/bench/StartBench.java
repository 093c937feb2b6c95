package io.sutler.bench;

import java.nio.file.Files;

/** From the launcher's start to writes accepted, and the memory of a server with nothing to do. */
final class StartBench {
  private StartBench() {}

  static void run(Flags flags, Report report) throws Exception {
    int repeats = (int) flags.number("repeats", 5);
    var wall = new double[repeats];
    var cpu = new double[repeats];
    var rss = new double[repeats];
    for (int i = 0; i < repeats; i++) {
      var data = Files.createTempDirectory("sutler-bench");
      try (var server = ServerProcess.byLauncher(data)) {
        wall[i] = server.ready();
        cpu[i] = server.cpuMillis();
        Thread.sleep(5_000);
        rss[i] = server.rssMegabytes();
      }
      Databases.delete(data);
    }
    report.line(
        "store", "sqlite",
        "readyMs", Report.median(wall),
        "cpuMs", Report.median(cpu),
        "idleRssMb", Report.median(rss));
  }
}
