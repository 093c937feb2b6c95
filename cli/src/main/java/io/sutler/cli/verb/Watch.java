package io.sutler.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cli.http.Events;
import io.sutler.cli.print.Data;
import io.sutler.cli.print.Plain;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Terminal;
import io.sutler.wire.Command;
import io.sutler.wire.Deployment;
import io.sutler.wire.Gone;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@picocli.CommandLine.Command(
    name = "watch",
    description =
        "Prints a line for each change of a deployment, or of all in the project, until it is interrupted.",
    footer = {
      "",
      "Examples:",
      "  sutler watch",
      "  sutler watch orders-db",
      "  sutler watch -o json     one object a line"
    })
public final class Watch implements Callable<Integer> {
  @Mixin Common common;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "of the deployment; all unless said")
  String name = "";

  private final Map<String, String> told = new HashMap<>();

  public Watch(Terminal terminal) {
    this.common = new Common(terminal);
  }

  @Override
  public Integer call() throws InterruptedException {
    var session = common.session();
    var path = name.isEmpty() ? session.inProject("/events") : session.deployment(name, "/events");
    new Events(session.client(), path).each(event -> show(session, event));
    return Exit.OK;
  }

  private boolean show(Session session, Events.Event event) {
    var out = session.terminal().out();
    if (session.printer().forPeople()) {
      line(event)
          .ifPresent(text ->
              out.println(
                  Plain.time(
                          session.terminal().clock().instant(),
                          session.terminal().clock().instant())
                      + "  "
                      + text));
    } else {
      out.println(Data.compact(Map.of("event", event.name(), "data", Data.tree(event.data()))));
    }
    out.flush();
    return !out.checkError() && !(event.name().equals("gone") && !name.isEmpty());
  }

  private Optional<String> line(Events.Event event) {
    var data = Data.tree(event.data());
    return switch (event.name()) {
      case "deployment" -> {
        var d = Data.as(data, Deployment.class);
        yield news(d.metadata().name(), describe(data, d));
      }
      case "command" -> {
        var c = Data.as(data, Command.class);
        yield news(
            c.id(),
            c.deployment()
                + ": "
                + Waiting.what(c)
                + " by "
                + c.by()
                + " "
                + c.state()
                + c.reason().map(r -> ": " + r).orElse(""));
      }
      case "gone" -> Optional.of(Data.as(data, Gone.class).name() + " is gone");
      default -> Optional.empty();
    };
  }

  // The same words again are no news.
  private Optional<String> news(String about, String text) {
    return text.equals(told.put(about, text)) ? Optional.empty() : Optional.of(text);
  }

  private static String describe(JsonNode data, Deployment d) {
    var text =
        new StringBuilder(
            d.metadata().name()
                + "  "
                + Brief.of(data).state()
                + "  generation "
                + d.observed().generation()
                + " of "
                + d.metadata().generation());
    for (var member : d.observed().members()) {
      text.append("  ").append(member.name()).append(' ').append(member.state());
    }
    d.conditions().stream()
        .filter(c -> !c.holds() && !c.message().isEmpty())
        .findFirst()
        .ifPresent(c -> text.append("  ").append(c.message()));
    return text.toString();
  }
}
