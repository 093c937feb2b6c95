package io.sutler.cli.verb;

import io.sutler.cli.http.Client;
import io.sutler.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "remove",
    description = "Removes a deployment. Data that its plan says is kept, is kept: sutler retained",
    footer = {
      "",
      "Examples:",
      "  sutler remove orders-db --wait",
      "  sutler remove orders-db --destroy-data --yes --wait"
    })
public final class Remove implements Callable<Integer> {
  @Mixin Common common;
  @Mixin Waiting waiting = new Waiting();
  @Mixin Asking asking = new Asking();

  @Parameters(paramLabel = "NAME", description = "of the deployment")
  String name = "";

  @Option(names = "--destroy-data", description = "keep nothing: its data is destroyed for good")
  boolean destroyData;

  public Remove(Terminal terminal) {
    this.common = new Common(terminal);
  }

  @Override
  public Integer call() throws InterruptedException {
    var session = common.session();
    if (destroyData) {
      asking.sure(session.terminal(), "This destroys the data of " + name + " for good");
    }
    var query = destroyData ? "?retain=false&destroyData=true" : "?retain=true";
    return waiting.send(session, new Client.Request("DELETE", session.deployment(name, query)));
  }
}
