package io.sutler.cli.verb;

import io.sutler.cli.http.Client;
import io.sutler.cli.print.Data;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Terminal;
import io.sutler.wire.Command;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@picocli.CommandLine.Command(
    name = "cancel",
    description =
        "Cancels what goes on for a deployment: its run is interrupted, no process of it is left.",
    footer = {
      "",
      "Examples:",
      "  sutler cancel orders-db",
      "  sutler cancel orders-db --command 01K2ABC"
    })
public final class Cancel implements Callable<Integer> {
  @Mixin Common common;

  @Parameters(paramLabel = "NAME", description = "of the deployment")
  String name = "";

  @Option(
      names = "--command",
      paramLabel = "ID",
      description = "this command; else the newest that goes on")
  Optional<String> command = Optional.empty();

  public Cancel(Terminal terminal) {
    this.common = new Common(terminal);
  }

  @Override
  public Integer call() {
    var session = common.session();
    var id = command.or(() -> newest(session));
    if (id.isEmpty()) {
      session.say(name + ": nothing goes on");
      return Exit.OK;
    }
    var answer =
        session
            .client()
            .json(
                new Client.Request(
                    "POST",
                    session.inProject("/commands/" + Client.segment(id.get()) + ":cancel")));
    var ended = Data.as(answer, Command.class);
    session.print(
        answer, "id", () -> List.of(name + ": " + Waiting.what(ended) + " " + ended.state()));
    return Exit.OK;
  }

  private Optional<String> newest(Session session) {
    var page =
        session.client().get(session.inProject("/commands?deployment=" + Client.segment(name)));
    return StreamSupport.stream(page.path("items").spliterator(), false)
        .filter(c -> List.of("accepted", "proposed").contains(c.path("state").asText()))
        .map(c -> c.path("id").asText())
        .findFirst();
  }
}
