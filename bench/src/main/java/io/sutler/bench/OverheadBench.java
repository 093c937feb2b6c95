package io.sutler.bench;

import io.sutler.catalog.Bundle;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The same script by itself and as a step of a deployment. */
final class OverheadBench {
  private static final String PLAN =
      """
      kind: Plan
      name: slow-script
      version: 1.0.0
      parameters:
        seconds: { type: number, default: 0 }
      components:
        script: { driver: script, with: { script: bin/run.sh, settings: { seconds: "${params.seconds}" } } }
      """;

  private OverheadBench() {}

  static void run(Flags flags, Report report) throws Exception {
    int repeats = (int) flags.number("repeats", 9);
    try (var database = Databases.of("sqlite")) {
      run(database, flags, repeats, report);
    }
  }

  private static void run(Databases database, Flags flags, int repeats, Report report)
      throws Exception {
    var data = database.data();
    double seconds = Double.parseDouble(flags.values().getOrDefault("sleep", "1"));
    var bundle = data.resolve("plan");
    Files.createDirectories(bundle.resolve("bin"));
    Files.writeString(bundle.resolve("plan.yaml"), PLAN);
    var script = bundle.resolve("bin/run.sh");
    Files.writeString(script, "#!/bin/bash\nsleep $PARAM_SECONDS\necho done\n");
    script.toFile().setExecutable(true);
    try (var server = ServerProcess.withNoop(database)) {
      server.ready();
      publish(server, bundle);
      var bare = new double[repeats];
      var through = new double[repeats];
      // what the JVM learns in its first minute is no cost of a step
      Callers.run(8, (int) flags.number("warm-up", 500), i -> install(server, "warm-up-" + i, 0));
      long cpu = server.cpuMillis();
      for (int i = 0; i < repeats; i++) {
        long began = System.nanoTime();
        bare(script, seconds);
        bare[i] = (System.nanoTime() - began) / 1e6;
        through[i] = install(server, "run-" + i, seconds);
      }
      double cpuPerStep = (double) (server.cpuMillis() - cpu) / repeats;
      double alone = Report.median(bare);
      double deployed = Report.median(through);
      report.line(
          "bareMs",
          alone,
          "throughSutlerMs",
          deployed,
          "overheadMs",
          Math.round((deployed - alone) * 100) / 100.0,
          "serverCpuMs",
          Math.round(cpuPerStep * 100) / 100.0,
          "ratio",
          Math.round(deployed / alone * 1000) / 1000.0);
    }
  }

  /** Milliseconds from the command's acceptance to its end, as Sutler recorded them. */
  private static double install(ServerProcess server, String name, double seconds) {
    try {
      return awaited(server, name, seconds);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void bare(Path script, double seconds) throws Exception {
    var builder = new ProcessBuilder(script.toString());
    builder.environment().put("PARAM_SECONDS", Double.toString(seconds));
    builder.start().waitFor();
  }

  private static double awaited(ServerProcess server, String name, double seconds)
      throws Exception {
    var token = server.token();
    var taken =
        server.post(
            Rig.DEPLOYMENTS,
            token,
            Map.of("name", name, "plan", "slow-script", "params", Map.of("seconds", seconds)));
    if (taken.code() != 202) {
      throw new IllegalStateException("not taken: " + taken.body());
    }
    var command = "/api/v1/projects/demo/commands/" + taken.json().path("id").asText();
    while (true) {
      var told = server.get(command + "?wait=30s", token).json();
      var state = told.path("state").asText();
      if (state.equals("reached")) {
        var from = Instant.parse(told.path("createdAt").asText());
        var to = Instant.parse(told.path("endedAt").asText());
        return Duration.between(from, to).toNanos() / 1e6;
      }
      if (!state.equals("accepted")) {
        throw new IllegalStateException(name + " ended " + state);
      }
    }
  }

  static void publish(ServerProcess server, Path bundle) throws Exception {
    var url = URI.create("http://127.0.0.1:" + server.port + "/api/v1/plans").toURL();
    var connection = (HttpURLConnection) url.openConnection();
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setRequestProperty("Authorization", "Bearer " + server.token());
    connection.setRequestProperty("Content-Type", "application/zip");
    try (var out = connection.getOutputStream()) {
      out.write(Bundle.pack(bundle).zip());
    }
    if (connection.getResponseCode() >= 300) {
      throw new IllegalStateException("not published: " + connection.getResponseCode());
    }
  }
}
