package io.sutler.cli.verb;

import io.sutler.cli.http.Client;
import io.sutler.cli.print.Data;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "operate",
    description = "Runs an operation of a deployment's plan, once: backup, restore, ...",
    footer = {
      "",
      "Examples:",
      "  sutler operate orders-db                     lists what can be run",
      "  sutler operate orders-db backup --wait",
      "  sutler operate lab drain --component 'worker[a]'",
      "  sutler operate orders-db restore --param file=/backups/monday --yes --wait"
    })
public final class Operate implements Callable<Integer> {
  @Mixin Common common;
  @Mixin Params params = new Params();
  @Mixin Waiting waiting = new Waiting();
  @Mixin Asking asking = new Asking();

  @Parameters(index = "0", paramLabel = "NAME", description = "of the deployment")
  String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OPERATION",
      description = "one that its plan offers; all are listed unless said")
  String operation = "";

  @Option(
      names = {"-c", "--component"},
      paramLabel = "COMPONENT",
      description = "which one, where there are several: worker[a]")
  Optional<String> component = Optional.empty();

  public Operate(Terminal terminal) {
    this.common = new Common(terminal);
  }

  @Override
  public Integer call() throws InterruptedException {
    var session = common.session();
    var plan =
        session.client().get(session.deployment(name, "")).path("desired").path("plan").asText();
    var offers =
        session
            .client()
            .get(session.inProject("/plans/" + Client.segment(plan)))
            .path("operations");
    if (operation.isEmpty()) {
      session.print(offers, "*", () -> names(offers));
      return 0;
    }
    var offered = offers.path(operation);
    if (offered.isMissingNode()) {
      throw Mishap.usage(
          plan + " has no operation '" + operation + "'",
          "it has: " + String.join(", ", names(offers)));
    }
    if (offered.path("confirm").asBoolean()) {
      asking.sure(
          session.terminal(),
          "The operation " + operation + " on " + name + " wants a person's yes");
    }
    var body = Data.object().put("confirm", offered.path("confirm").asBoolean());
    component.ifPresent(one -> body.put("component", one));
    body.set("params", params.values(session.terminal(), offered.path("parameters")));
    return waiting.send(
        session,
        new Client.Request(
                "POST", session.deployment(name, "/operations/" + Client.segment(operation)))
            .body(body));
  }

  private static List<String> names(com.fasterxml.jackson.databind.JsonNode offers) {
    var names = new ArrayList<String>();
    offers.fieldNames().forEachRemaining(names::add);
    return names.isEmpty() ? List.of("none") : names;
  }
}
