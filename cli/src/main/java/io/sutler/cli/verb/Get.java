package io.sutler.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cli.print.Data;
import io.sutler.cli.print.Plain;
import io.sutler.cli.print.Table;
import io.sutler.cli.terminal.Exit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "get",
    description = "Lists deployments, or shows those that are named.",
    footer = {
      "",
      "Examples:",
      "  sutler get",
      "  sutler get orders-db -o yaml",
      "  sutler get orders-db -o jsonpath='{.observed.members[0].facts.pid}'"
    })
public final class Get implements Callable<Integer> {
  @Mixin Common common;

  @Parameters(arity = "0..*", paramLabel = "NAME", description = "all of the project unless said")
  List<String> names = new ArrayList<>();

  @Option(
      names = {"-A", "--all-projects"},
      description = "of every project that you can see")
  boolean everywhere;

  public Get(io.sutler.cli.terminal.Terminal terminal) {
    this.common = new Common(terminal);
  }

  @Override
  public Integer call() {
    var session = common.session();
    if (names.size() == 1 && !everywhere) {
      var one = session.client().get(session.deployment(names.getFirst(), ""));
      session.print(one, () -> table(session, List.of(one)));
      return Exit.OK;
    }
    var all = Data.object();
    var items = all.putArray("items");
    if (everywhere) {
      for (var project : session.client().list("/projects").path("items")) {
        var path = "/projects/" + project.path("name").asText() + "/deployments";
        session.client().list(path).path("items").forEach(items::add);
      }
    } else if (names.isEmpty()) {
      session.client().list(session.inProject("/deployments")).path("items").forEach(items::add);
    } else {
      names.forEach(name -> items.add(session.client().get(session.deployment(name, ""))));
    }
    session.print(all, "items[*].metadata.name", () -> table(session, items));
    return Exit.OK;
  }

  private List<String> table(Session session, Iterable<JsonNode> items) {
    var now = session.terminal().clock().instant();
    var table =
        everywhere
            ? new Table("PROJECT", "NAME", "PLAN", "REGION", "STATE", "AGE", "EXPIRES")
            : new Table("NAME", "PLAN", "REGION", "STATE", "AGE", "EXPIRES");
    for (var item : items) {
      var d = Brief.of(item);
      var cells = new ArrayList<Object>();
      if (everywhere) {
        cells.add(d.project());
      }
      cells.addAll(
          List.of(
              d.name(),
              d.plan(),
              d.region(),
              d.state(),
              Plain.age(d.createdAt(), now),
              Lines.until(d.removeAt(), now)));
      table.row(cells.toArray());
    }
    return table.isEmpty()
        ? List.of(
            "no deployments in project "
                + session.project()
                + " yet: see "
                + session.terminal().name()
                + " catalog list")
        : table.lines();
  }
}
