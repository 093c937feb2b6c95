package io.sutler.cli.machine;

import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Starts a control plane that goes on when the terminal is closed.
 *
 * @param host address it listens on
 * @param port the wanted one
 * @param anyPort take the next free one when that is taken
 */
public record StartControlPlane(
    Terminal terminal, DataDirectory data, String host, int port, boolean anyPort) {
  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final long LOG_LIMIT = 8L * 1024 * 1024;

  /**
   * Returns when it accepts writes.
   *
   * @throws Mishap when it does not come up, with the end of its log
   */
  public ControlPlane run() throws InterruptedException {
    prepare();
    var before = ControlPlane.told(data).map(ControlPlane::pid);
    var child = spawn(freePort());
    var deadline = System.nanoTime() + WITHIN.toNanos();
    while (System.nanoTime() < deadline) {
      // The new one's word counts, not what the last one left behind.
      var told =
          ControlPlane.told(data)
              .filter(c -> c.pid() == child.pid() || !before.equals(Optional.of(c.pid())));
      if (told.isPresent() && told.get().ready()) {
        return told.get();
      }
      if (child.waitFor(20, TimeUnit.MILLISECONDS) && child.exitValue() != 0) {
        throw failed("the control plane did not start (exit code " + child.exitValue() + ")");
      }
    }
    child.destroy();
    throw failed("the control plane did not accept writes within " + WITHIN.toSeconds() + " s");
  }

  private void prepare() {
    try {
      Files.createDirectories(
          data.path(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      if (!Files.isWritable(data.path())) {
        throw new IOException("it is read-only");
      }
      if (Files.exists(data.log()) && Files.size(data.log()) > LOG_LIMIT) {
        Files.move(
            data.log(), data.path().resolve("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
      }
      if (!Files.exists(data.log())) {
        Files.createFile(
            data.log(),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
    } catch (IOException e) {
      throw Mishap.failed(
          "the data directory " + data.path() + " cannot be used: " + e.getMessage(),
          "name another one with --data or SUTLER_DATA");
    }
  }

  private int freePort() {
    for (int candidate = port; candidate < port + 100 && candidate < 65_536; candidate++) {
      if (free(candidate)) {
        return candidate;
      }
      if (!anyPort) {
        throw Mishap.failed(
            "port " + port + " is taken",
            "choose another one with --port, or leave it out: the next free one is taken");
      }
    }
    throw Mishap.failed("no port from " + port + " on is free", "choose one with --port");
  }

  private boolean free(int candidate) {
    try (var probe = new ServerSocket(candidate, 1, InetAddress.getByName(host))) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private Process spawn(int chosen) {
    var launcher = terminal.variable("SUTLER_HOME").map(h -> Path.of(h, "sutler"));
    if (launcher.isEmpty() || !Files.isExecutable(launcher.get())) {
      throw Mishap.failed(
          "SUTLER_HOME does not name a Sutler", "start it with its launcher: ./sutler up");
    }
    var command = new ArrayList<String>();
    // A session of its own: what ends the terminal does not end it.
    for (var setsid : List.of("/usr/bin/setsid", "/bin/setsid")) {
      if (command.isEmpty() && Files.isExecutable(Path.of(setsid))) {
        command.add(setsid);
      }
    }
    command.addAll(
        List.of(
            launcher.get().toString(),
            "serve",
            "--data",
            data.path().toString(),
            "--listen",
            host + ":" + chosen));
    try {
      var builder = new ProcessBuilder(command).directory(data.path().toFile());
      builder.environment().put("SUTLER_NO_BUILD", "1");
      builder
          .environment()
          .keySet()
          .removeAll(List.of("SUTLER_TOKEN", "SUTLER_TTY", "SUTLER_BUILD"));
      builder.redirectInput(Path.of("/dev/null").toFile());
      builder.redirectErrorStream(true);
      Files.writeString(data.log(), "", StandardOpenOption.APPEND);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(data.log().toFile()));
      return builder.start();
    } catch (IOException e) {
      throw Mishap.failed("the control plane cannot be started: " + e.getMessage());
    }
  }

  private Mishap failed(String sentence) {
    var next = new ArrayList<String>();
    try {
      var lines =
          Files.readAllLines(data.log()).stream()
              .filter(line -> !line.startsWith("\tat ") && !line.isBlank())
              .toList();
      next.addAll(lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    } catch (IOException e) {
      next.add("its log cannot be read: " + e.getMessage());
    }
    next.add("all of it: " + data.log());
    return Mishap.failed(sentence, next.toArray(String[]::new));
  }
}
