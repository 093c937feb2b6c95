package io.sutler.cli.verb;

import io.sutler.cli.machine.ControlPlane;
import io.sutler.cli.machine.DataDirectory;
import io.sutler.cli.machine.StartControlPlane;
import io.sutler.cli.print.Data;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Terminal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "up",
    description = "Starts a control plane on this machine; it goes on until: sutler down.",
    footer = {"", "Examples:", "  sutler up", "  sutler up --port 9000 --data /srv/sutler"})
public final class Up implements Callable<Integer> {
  static final int PORT = 8080;
  @Mixin Common common;

  @Option(
      names = "--data",
      paramLabel = "DIRECTORY",
      description = "else SUTLER_DATA, else ~/.local/share/sutler")
  Optional<String> data = Optional.empty();

  @Option(names = "--port", paramLabel = "N", description = "else 8080, or the next free one")
  Optional<Integer> port = Optional.empty();

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "else 127.0.0.1: this machine alone can reach it")
  String host = "127.0.0.1";

  public Up(Terminal terminal) {
    this.common = new Common(terminal);
  }

  @Override
  public Integer call() throws InterruptedException {
    var session = common.session();
    var terminal = session.terminal();
    var directory = DataDirectory.of(terminal, data);
    var standing = ControlPlane.find(directory);
    var plane =
        standing.isPresent()
            ? standing.get()
            : new StartControlPlane(terminal, directory, host, port.orElse(PORT), port.isEmpty())
                .run();
    plane.use(terminal, session.project());
    session.print(
        describe(plane),
        "api",
        () ->
            List.of(
                (standing.isPresent() ? "already up: " : "up: ")
                    + plane.api()
                    + "   (pid "
                    + plane.pid()
                    + ", data in "
                    + terminal.tilde(directory.path())
                    + ")"));
    return Exit.OK;
  }

  static com.fasterxml.jackson.databind.JsonNode describe(ControlPlane plane) {
    return Data.object()
        .put("api", plane.api().toString())
        .put("pid", plane.pid())
        .put("data", plane.data().path().toString())
        .put("token", plane.data().adminToken().toString());
  }
}
