package io.sutler.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cli.http.Client;
import io.sutler.cli.machine.ControlPlane;
import io.sutler.cli.machine.DataDirectory;
import io.sutler.cli.machine.StartControlPlane;
import io.sutler.cli.print.Data;
import io.sutler.cli.print.Plain;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import io.sutler.wire.Command;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@picocli.CommandLine.Command(
    name = "demo",
    description =
        "A real PostgreSQL on this machine in a minute: starts a control plane, deploys, says how to connect.",
    footer = {"", "Examples:", "  sutler demo", "  sutler demo --json | tail -n 1"})
public final class Demo implements Callable<Integer> {
  static final String NAME = "orders-db";
  private static final String PROJECT = "demo";
  private static final String PLAN = "postgresql";
  private static final Duration PUBLISHED_WITHIN = Duration.ofSeconds(60);

  @Mixin Common common;

  @Option(
      names = "--json",
      description = "end with one line of JSON: url, api, deployment, pid, ...")
  boolean json;

  @Option(
      names = "--data",
      paramLabel = "DIRECTORY",
      description = "else SUTLER_DATA, else ~/.local/share/sutler")
  Optional<String> data = Optional.empty();

  public Demo(Terminal terminal) {
    this.common = new Common(terminal);
  }

  @Override
  public Integer call() throws InterruptedException {
    var terminal = common.terminal();
    var screen = json ? terminal.err() : terminal.out();
    row(
        screen,
        "JDK 25",
        terminal.variable("SUTLER_JAVA_HOME").orElse(System.getProperty("java.home", "?")));
    row(screen, "build", terminal.variable("SUTLER_BUILD").orElse("already built"));
    var directory = DataDirectory.of(terminal, data);
    var standing = ControlPlane.find(directory);
    var plane =
        standing.isPresent()
            ? standing.get()
            : new StartControlPlane(terminal, directory, "127.0.0.1", Up.PORT, true).run();
    row(
        screen,
        "control plane",
        plane.api()
            + "  (pid "
            + plane.pid()
            + ", data in "
            + terminal.tilde(directory.path())
            + ")");
    plane.use(terminal, PROJECT);
    common.server = Optional.empty();
    common.project = Optional.of(PROJECT);
    common.output = json ? "json" : "table";
    var session = common.session();
    project(session);
    deploy(session, screen);
    var url =
        session
            .client()
            .json(new Client.Request("POST", session.deployment(NAME, "/outputs/url:reveal")))
            .path("value")
            .asText();
    if (json) {
      terminal
          .out()
          .println(
              Data.compact(
                  Map.of(
                      "url",
                      url,
                      "api",
                      plane.api().toString(),
                      "deployment",
                      NAME,
                      "project",
                      PROJECT,
                      "pid",
                      plane.pid(),
                      "data",
                      directory.path().toString(),
                      "token",
                      directory.adminToken().toString())));
    } else {
      next(screen, terminal.name());
    }
    return Exit.OK;
  }

  private static void row(PrintStream screen, String what, String text) {
    screen.println("  " + what + " ".repeat(Math.max(1, 14 - what.length())) + text);
    screen.flush();
  }

  private static void project(Session session) {
    try {
      session.client().get(session.inProject(""));
    } catch (Mishap e) {
      if (e.exit() != Exit.REFUSED) {
        throw e;
      }
      session.client().post("/projects", Map.of("name", PROJECT));
    }
  }

  private static void deploy(Session session, PrintStream screen) throws InterruptedException {
    var plan = plan(session).path("plan").path("version").asText();
    var standing = standing(session);
    if (standing.isPresent()
        && standing.get().reached()
        && standing.get().runState().equals("running")) {
      row(
          screen,
          NAME,
          standing.get().plan().replace('@', ' ')
              + " on "
              + standing.get().region()
              + ": already there");
      return;
    }
    row(screen, NAME, PLAN + " " + plan + " on local");
    var request =
        standing.isEmpty()
            ? new Client.Request("POST", session.inProject("/deployments"))
                .body(Map.of("name", NAME, "plan", PLAN + "@" + plan, "region", "local"))
            : new Client.Request("POST", session.deployment(NAME, ":start"));
    var ended =
        Progress.of(session, NAME)
            .withoutVerdict()
            .until(Data.as(session.client().json(request), Command.class));
    if (!ended.state().equals("reached")) {
      throw Mishap.failed(
          "the demo's database did not come up: " + ended.reason().orElse(ended.state()),
          "its log: " + session.terminal().name() + " logs " + NAME);
    }
    var took = Duration.between(ended.createdAt(), ended.endedAt().orElse(ended.createdAt()));
    screen.println("  ready in " + Plain.length(took));
  }

  private static Optional<Brief> standing(Session session) {
    try {
      return Optional.of(Brief.of(session.client().get(session.deployment(NAME, ""))));
    } catch (Mishap e) {
      if (e.exit() == Exit.REFUSED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  // The shipped plans are published in the background after a first start.
  private static JsonNode plan(Session session) throws InterruptedException {
    var deadline = System.nanoTime() + PUBLISHED_WITHIN.toNanos();
    while (true) {
      try {
        return session.client().get(session.inProject("/plans/" + PLAN));
      } catch (Mishap e) {
        if (e.exit() != Exit.REFUSED || System.nanoTime() > deadline) {
          throw e;
        }
        Thread.sleep(100);
      }
    }
  }

  private static void next(PrintStream screen, String sutler) {
    screen.println();
    row(screen, "Connect", "psql \"$(" + sutler + " reveal " + NAME + " url)\"");
    row(
        screen,
        "Break it",
        "kill -9 $(" + sutler + " get " + NAME + " -o jsonpath={.observed.members[0].facts.pid})");
    row(screen, "", sutler + " describe " + NAME);
    row(screen, "Change it", sutler + " plan   " + NAME + " --param max_connections=50");
    row(screen, "", sutler + " update " + NAME + " --param max_connections=50 --wait");
    row(
        screen,
        "Remove it",
        sutler + " remove " + NAME + " --wait      all of it: " + sutler + " down --wipe");
  }
}
