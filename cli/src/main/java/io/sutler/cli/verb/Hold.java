package io.sutler.cli.verb;

import io.sutler.cli.http.Client;
import io.sutler.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "hold",
    description = "Sutler looks but does not touch, until it is released.",
    footer = {"", "Example:", "  sutler hold orders-db"})
public final class Hold implements Callable<Integer> {
  @Mixin Common common;
  @Mixin Waiting waiting = new Waiting();

  @Parameters(paramLabel = "NAME", description = "of the deployment")
  String name = "";

  public Hold(Terminal terminal) {
    this.common = new Common(terminal);
  }

  @Override
  public Integer call() throws InterruptedException {
    var session = common.session();
    return waiting.send(session, new Client.Request("POST", session.deployment(name, ":hold")));
  }
}
