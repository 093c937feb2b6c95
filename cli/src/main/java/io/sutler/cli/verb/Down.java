package io.sutler.cli.verb;

import io.sutler.cli.context.Contexts;
import io.sutler.cli.machine.ControlPlane;
import io.sutler.cli.machine.DataDirectory;
import io.sutler.cli.machine.StartControlPlane;
import io.sutler.cli.machine.Wipe;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "down",
    description = "Stops this machine's control plane. What it deployed goes on running.",
    footer = {
      "",
      "Examples:",
      "  sutler down",
      "  sutler down --wipe     removes all deployments, their data and Sutler's own"
    })
public final class Down implements Callable<Integer> {
  @Mixin Common common;
  @Mixin Asking asking;

  @Option(
      names = "--data",
      paramLabel = "DIRECTORY",
      description = "else SUTLER_DATA, else ~/.local/share/sutler")
  Optional<String> data = Optional.empty();

  @Option(
      names = "--wipe",
      description = "remove every deployment, all data, and Sutler's own files")
  boolean wipe;

  @Option(
      names = "--force",
      description = "with --wipe: go on where a deployment cannot be removed properly")
  boolean force;

  public Down(Terminal terminal) {
    this.common = new Common(terminal);
    this.asking = new Asking();
  }

  @Override
  public Integer call() throws InterruptedException {
    var session = common.session();
    var directory = DataDirectory.of(session.terminal(), data);
    var plane = ControlPlane.find(directory);
    if (wipe) {
      return wipe(session, directory, plane);
    }
    if (plane.isEmpty()) {
      session.say("no Sutler is running here");
      return Exit.OK;
    }
    var left = names(plane.get());
    plane.get().stop();
    session.say("stopped   (pid " + plane.get().pid() + ")");
    if (!left.isEmpty()) {
      session.say("  goes on running, unwatched: " + String.join(", ", left));
      session.say(
          "  take it up again with: "
              + session.terminal().name()
              + " up      end it all with: "
              + session.terminal().name()
              + " down --wipe");
    }
    return Exit.OK;
  }

  private static List<String> names(ControlPlane plane) {
    try {
      return Wipe.standing(plane.client()).stream().map(Wipe.Standing::name).toList();
    } catch (Mishap e) {
      // Stopping must work with a control plane that answers no more.
      return List.of();
    }
  }

  private int wipe(Session session, DataDirectory directory, Optional<ControlPlane> running)
      throws InterruptedException {
    var terminal = session.terminal();
    if (running.isEmpty() && !directory.isOurs()) {
      session.say("there is nothing to wipe in " + terminal.tilde(directory.path()));
      return Exit.OK;
    }
    // What was deployed is known to a running control plane alone.
    var plane =
        running.isPresent()
            ? running.get()
            : new StartControlPlane(terminal, directory, "127.0.0.1", Up.PORT, true).run();
    var left = names(plane);
    asking.sure(
        terminal,
        "This removes "
            + (left.isEmpty()
                ? "no deployment"
                : "with all their data: " + left.stream().collect(Collectors.joining(", ")))
            + "; and "
            + terminal.tilde(directory.path()));
    new Wipe(terminal, plane, force).run();
    var contexts = new Contexts(terminal);
    contexts.all().stream()
        .filter(c -> c.data().equals(Optional.of(directory.path().toString())))
        .forEach(c -> contexts.remove(c.name()));
    session.say(
        "wiped   (" + left.size() + " deployments, " + terminal.tilde(directory.path()) + ")");
    return Exit.OK;
  }
}
