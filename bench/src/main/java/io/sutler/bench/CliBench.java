package io.sutler.bench;

import java.nio.file.Files;
import java.nio.file.Path;

/** {@code sutler get}, the whole command, beside {@code curl} with the same question. */
final class CliBench {
  private CliBench() {}

  static void run(Flags flags, Report report) throws Exception {
    int repeats = (int) flags.number("repeats", 20);
    var data = Files.createTempDirectory("sutler-bench");
    var launcher = Path.of(System.getProperty("sutler.home", "."), "sutler").toAbsolutePath();
    try (var server = ServerProcess.byLauncher(data)) {
      server.ready();
      var url = "http://127.0.0.1:" + server.port;
      report.line(
          "command",
          "sutler get",
          "medianMs",
          median(
              repeats, server, launcher.toString(), "get", "--server", url, "--project", "demo"));
      report.line(
          "command",
          "curl (peer)",
          "medianMs",
          median(
              repeats,
              server,
              "curl",
              "-sf",
              "-H",
              "Authorization: Bearer " + server.token(),
              url + Rig.DEPLOYMENTS));
    }
    Databases.delete(data);
  }

  private static double median(int repeats, ServerProcess server, String... command)
      throws Exception {
    var wall = new double[repeats];
    for (int i = -2; i < repeats; i++) {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("SUTLER_TOKEN", server.token());
      builder.environment().put("SUTLER_NO_BUILD", "1");
      builder.redirectOutput(new java.io.File("/dev/null"));
      long began = System.nanoTime();
      int code = builder.start().waitFor();
      if (code != 0) {
        throw new IllegalStateException(command[0] + " ended with " + code);
      }
      if (i >= 0) {
        wall[i] = (System.nanoTime() - began) / 1e6;
      }
    }
    return Report.median(wall);
  }
}
