package io.sutler.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * A control plane as a process of its own, on a data directory and a port of its own. Closing it
 * kills it; what it deployed lives on, and goes with {@link #sweep}.
 */
final class ServerProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("ready (http://\\S+) pid \\d+");
  private final Path data;
  private final Process process;
  private final Api api;

  private ServerProcess(Path data, Process process, Api api) {
    this.data = data;
    this.process = process;
    this.api = api;
  }

  /** Starts it and waits until it accepts writes. */
  static ServerProcess on(Path data, String... settings) throws IOException {
    var line = new ArrayList<>(List.of("--catalog", catalog().toString()));
    line.addAll(List.of(settings));
    return await(data, Program.MAIN.serve(data, line));
  }

  /** Like {@link #on}, without the shipped plans. */
  static ServerProcess withoutPlans(Path data) throws IOException {
    var none = Files.createDirectories(data.resolveSibling("no-plans")).toString();
    return await(data, Program.MAIN.serve(data, List.of("--catalog", none)));
  }

  /** Starts a program that serves on the data directory, and waits until it accepts writes. */
  static ServerProcess await(Path data, List<String> command) throws IOException {
    var log = data.resolveSibling(data.getFileName() + ".log");
    Files.deleteIfExists(log);
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    var url =
        Awaitility.await("the server says that it is ready")
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(20))
            .until(() -> address(process, log), text -> !text.isEmpty());
    var token = Files.readString(data.resolve("admin.token")).strip();
    return new ServerProcess(data, process, new Api(URI.create(url), token));
  }

  private static String address(Process process, Path log) throws IOException {
    var said = Files.readString(log);
    if (!process.isAlive()) {
      throw new IllegalStateException("the server ended: " + said);
    }
    var found = READY.matcher(said);
    return found.find() ? found.group(1) : "";
  }

  /** The shipped plans: beside this module. */
  static Path catalog() {
    var here = Path.of("").toAbsolutePath();
    var root = Files.isDirectory(here.resolve("catalog")) ? here : here.getParent();
    if (root == null || !Files.isDirectory(root.resolve("catalog"))) {
      throw new IllegalStateException("no catalog/ above " + here);
    }
    return root.resolve("catalog");
  }

  Api api() {
    return api;
  }

  /** This Sutler's own id, first part of the tag on all that it makes. */
  String installation() throws IOException {
    var found =
        Pattern.compile("\"installation\":\"([^\"]+)\"")
            .matcher(Files.readString(data.resolve("server.json")));
    if (!found.find()) {
      throw new IllegalStateException("server.json names no installation");
    }
    return found.group(1);
  }

  /** Sends it a signal: {@code STOP}, {@code CONT}. */
  void signal(String name) throws IOException, InterruptedException {
    int code = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("kill -" + name + " ended with " + code);
    }
  }

  /** Waits for its end by itself: its exit code, or empty when it goes on. */
  OptionalInt ended(Duration atMost) throws InterruptedException {
    return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)
        ? OptionalInt.of(process.exitValue())
        : OptionalInt.empty();
  }

  long pid() {
    return process.pid();
  }

  /** All that it wrote so far. */
  String said() throws IOException {
    return Files.readString(data.resolveSibling(data.getFileName() + ".log"));
  }

  /** {@code kill -9}: it notices nothing. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ids of processes that carry the tag of this installation. */
  static List<Long> tagged(String installation) {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> environment(pid).contains("SUTLER_OWNER=" + installation + "/"))
        .toList();
  }

  /** Ends what a failed test left running. */
  static void sweep(String installation) {
    for (long pid : tagged(installation)) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private static String environment(long pid) {
    return proc(pid, "environ");
  }

  /** What it calls itself. */
  static String name(long pid) {
    return proc(pid, "comm").strip();
  }

  private static String proc(long pid, String file) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(pid), file), StandardCharsets.ISO_8859_1);
    } catch (IOException | UncheckedIOException e) {
      return ""; // it is gone, or somebody else's
    }
  }
}
