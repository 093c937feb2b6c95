package io.sutler.cli.machine;

import io.sutler.cli.context.Context;
import io.sutler.cli.context.Contexts;
import io.sutler.cli.http.Client;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

/**
 * A running control plane of this machine.
 *
 * @param pid its process
 */
public record ControlPlane(DataDirectory data, URI api, long pid) {
  private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

  /** The one that lives in this directory and answers. */
  public static Optional<ControlPlane> find(DataDirectory data) {
    return told(data).filter(ControlPlane::alive);
  }

  /** What the directory tells of the last one, alive or not. */
  static Optional<ControlPlane> told(DataDirectory data) {
    return data.server()
        .filter(s -> s.path("url").isTextual() && s.path("pid").canConvertToLong())
        .map(s ->
            new ControlPlane(data, URI.create(s.path("url").asText()), s.path("pid").asLong()));
  }

  /** Whether the process is there and its server answers. */
  public boolean alive() {
    return process().isPresent() && client().answers("/healthz");
  }

  /** Whether it accepts writes. */
  public boolean ready() {
    return client().answers("/readyz");
  }

  // A process id is used again after a reboot: the command line must be a server's.
  private Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(
            p -> p.info().commandLine().map(c -> c.contains("io.sutler.app.Main")).orElse(true));
  }

  /** Speaks as the admin, whose token lies in the data directory. */
  public Client client() {
    return new Client(api, token(), "see " + data.log());
  }

  /** The admin's token. */
  public Optional<String> token() {
    try {
      return Optional.of(Files.readString(data.adminToken()).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Makes it what commands mean from now on; what they meant before of its name is replaced. */
  public void use(Terminal terminal, String project) {
    new Contexts(terminal)
        .save(
            new Context(
                Contexts.LOCAL,
                api,
                Optional.of(data.adminToken().toString()),
                project,
                Optional.of(data.path().toString())));
  }

  /**
   * Ends it, by force when it does not end by itself: it loses nothing by that.
   *
   * @throws Mishap when it cannot be ended
   */
  public void stop() throws InterruptedException {
    var process = process();
    if (process.isEmpty()) {
      return;
    }
    process.get().destroy();
    if (!gone(process.get())) {
      process.get().destroyForcibly();
      if (!gone(process.get())) {
        throw Mishap.failed("the control plane (pid " + pid + ") does not end", "kill -9 " + pid);
      }
    }
  }

  private static boolean gone(ProcessHandle process) throws InterruptedException {
    var deadline = System.nanoTime() + STOP_WITHIN.toNanos();
    while (process.isAlive()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(20);
    }
    return true;
  }
}
