package io.sutler.cli.verb;

import io.sutler.cli.http.Client;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "reveal",
    description = "Prints a secret output in clear. Who revealed what is kept in the audit.",
    footer = {"", "Example:", "  psql \"$(sutler reveal orders-db url)\""})
public final class Reveal implements Callable<Integer> {
  @Mixin Common common;

  @Parameters(index = "0", paramLabel = "NAME", description = "of the deployment")
  String name = "";

  @Parameters(index = "1", paramLabel = "OUTPUT", description = "of its plan")
  String output = "";

  public Reveal(Terminal terminal) {
    this.common = new Common(terminal);
  }

  @Override
  public Integer call() {
    var session = common.session();
    var path = session.deployment(name, "/outputs/" + Client.segment(output) + ":reveal");
    var answer = session.client().json(new Client.Request("POST", path));
    var value = answer.path("value");
    session.print(
        answer, "name", () -> List.of(value.isValueNode() ? value.asText() : value.toString()));
    return Exit.OK;
  }
}
