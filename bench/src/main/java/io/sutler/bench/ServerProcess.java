package io.sutler.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.json.Json;
import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A real control plane in a process of its own, with the no-op driver beside the usual ones. */
final class ServerProcess implements AutoCloseable {
  final Process process;
  final Path data;
  final int port;
  private final long startedNanos;

  private ServerProcess(Process process, Path data, int port, long startedNanos) {
    this.process = process;
    this.data = data;
    this.port = port;
    this.startedNanos = startedNanos;
  }

  /** By the launcher, as a user starts it: with its start cache, without the no-op driver. */
  static ServerProcess byLauncher(Path data) throws IOException {
    return start(data, "", List.of());
  }

  /** The same with the no-op driver beside those that there are. */
  static ServerProcess withNoop(Databases database) throws IOException {
    var arguments = new ArrayList<>(database.arguments());
    arguments.addAll(List.of("--place", Rig.PLACE, "--rate", "1000000"));
    return start(database.data(), ownJar(), arguments);
  }

  /** The same, looking for programs there first. */
  static ServerProcess withPrograms(Databases database, Path programs) throws IOException {
    var arguments = new ArrayList<>(database.arguments());
    arguments.addAll(List.of("--place", Rig.PLACE, "--rate", "1000000"));
    var path = programs + ":" + System.getenv("PATH");
    return start(database.data(), ownJar(), arguments, Map.of("PATH", path));
  }

  private static String ownJar() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> Path.of(entry).getFileName().toString().startsWith("bench-"))
        .findFirst()
        .orElseThrow();
  }

  private static ServerProcess start(Path data, String drivers, List<String> arguments)
      throws IOException {
    return start(data, drivers, arguments, Map.of());
  }

  private static ServerProcess start(
      Path data, String drivers, List<String> arguments, Map<String, String> environment)
      throws IOException {
    int port = freePort();
    var launcher = Path.of(System.getProperty("sutler.home", "."), "sutler").toAbsolutePath();
    var command =
        new ArrayList<>(
            List.of(launcher.toString(), "serve", "--data", data.toString(), "--port", "" + port));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SUTLER_NO_BUILD", "1");
    builder.environment().put("SUTLER_DRIVERS", drivers);
    builder.environment().put("SUTLER_STORE_PASSWORD", "postgres");
    builder.environment().putIfAbsent("SUTLER_HOME", System.getProperty("sutler.home", "."));
    builder.environment().putAll(environment);
    builder.redirectOutput(new File(data.toFile(), "bench-server.log"));
    long now = System.nanoTime();
    return new ServerProcess(builder.start(), data, port, now);
  }

  /** Waits until writes are accepted; milliseconds since the process was started. */
  double ready() throws InterruptedException, IOException {
    for (int i = 0; i < 60_000; i++) {
      if (get("/readyz", "").code() == 200) {
        return sinceStartMillis();
      }
      if (!process.isAlive()) {
        throw new IOException(
            "the server did not start: " + Files.readString(data.resolve("bench-server.log")));
      }
      Thread.sleep(2);
    }
    throw new IOException("the server did not accept writes within 2 minutes");
  }

  double sinceStartMillis() {
    return Math.round((System.nanoTime() - startedNanos) / 1e4) / 100.0;
  }

  String token() throws IOException {
    return Files.readString(data.resolve("admin.token")).strip();
  }

  /** An answer; code 0 where nobody answered. */
  record Answer(int code, String body) {
    JsonNode json() {
      try {
        return Json.mapper().readTree(body);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  Answer get(String path, String token) {
    return send("GET", path, token, "");
  }

  Answer post(String path, String token, Map<String, Object> body) {
    return send("POST", path, token, Json.write(body));
  }

  private Answer send(String method, String path, String token, String body) {
    try {
      var url = URI.create("http://127.0.0.1:" + port + path).toURL();
      var connection = (HttpURLConnection) url.openConnection();
      connection.setRequestMethod(method);
      connection.setReadTimeout(60_000);
      if (!token.isEmpty()) {
        connection.setRequestProperty("Authorization", "Bearer " + token);
      }
      if (!body.isEmpty()) {
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        try (var out = connection.getOutputStream()) {
          out.write(body.getBytes(StandardCharsets.UTF_8));
        }
      }
      int code = connection.getResponseCode();
      try (var in = code < 400 ? connection.getInputStream() : connection.getErrorStream()) {
        return new Answer(
            code, in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException nobody) {
      return new Answer(0, "");
    }
  }

  /** A figure of its metrics; 0 where there is none. */
  long metric(String name) throws IOException {
    return get("/metrics", token())
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length())))
        .findFirst()
        .orElse(0);
  }

  /** Resident memory of the server itself, not of its launcher, in megabytes. */
  long rssMegabytes() throws IOException {
    for (var line : Files.readAllLines(Path.of("/proc", "" + pid(), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
      }
    }
    return 0;
  }

  /** Processor time so far, in milliseconds. */
  long cpuMillis() throws IOException {
    var stat = Files.readString(Path.of("/proc", "" + pid(), "stat"));
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10;
  }

  // the launcher became the server
  private long pid() {
    return process.pid();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new java.net.ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
