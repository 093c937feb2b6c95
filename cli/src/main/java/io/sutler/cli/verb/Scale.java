package io.sutler.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cli.http.Client;
import io.sutler.cli.print.Data;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "scale",
    description = {
      "Sets how many members components have.",
      "It changes the plan's parameter for that: the one marked 'x-scales: COMPONENT', or of the component's name with or without _count or _replicas."
    },
    footer = {"", "Example:", "  sutler scale lab workers=4 --wait"})
public final class Scale implements Callable<Integer> {
  @Mixin Common common;
  @Mixin Waiting waiting = new Waiting();

  @Parameters(index = "0", paramLabel = "NAME", description = "of the deployment")
  String name = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "COMPONENT=N",
      description = "how many of which")
  List<String> sizes = List.of();

  public Scale(Terminal terminal) {
    this.common = new Common(terminal);
  }

  @Override
  public Integer call() throws InterruptedException {
    var session = common.session();
    var plan =
        session.client().get(session.deployment(name, "")).path("desired").path("plan").asText();
    var schema = Params.schema(session, plan).path("properties");
    var body = Data.object();
    var params = body.putObject("params");
    for (var size : sizes) {
      if (!size.matches("[^=]+=\\d{1,6}")) {
        throw Mishap.usage(
            size + " is no COMPONENT=N", "example: sutler scale " + name + " workers=4");
      }
      var component = size.substring(0, size.indexOf('='));
      params.put(
          parameter(plan, component, schema),
          Integer.parseInt(size.substring(size.indexOf('=') + 1)));
    }
    return waiting.send(
        session, new Client.Request("PATCH", session.deployment(name, "")).body(body));
  }

  private static String parameter(String plan, String component, JsonNode schema) {
    for (var property : schema.properties()) {
      if (property.getValue().path("x-scales").asText().equals(component)) {
        return property.getKey();
      }
    }
    return Stream.of(component, component + "_count", component + "_replicas")
        .filter(schema::has)
        .findFirst()
        .orElseThrow(() ->
            Mishap.usage(
                plan + " has no parameter that scales '" + component + "'",
                "whole numbers it has: "
                    + schema.properties().stream()
                        .filter(p -> p.getValue().path("type").asText().equals("integer"))
                        .map(java.util.Map.Entry::getKey)
                        .collect(Collectors.joining(", ")),
                "change one with: sutler update NAME --param PARAMETER=N"));
  }
}
