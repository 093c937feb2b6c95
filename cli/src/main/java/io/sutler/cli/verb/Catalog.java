package io.sutler.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cli.http.Client;
import io.sutler.cli.print.Data;
import io.sutler.cli.print.Table;
import io.sutler.cli.terminal.Exit;
import io.sutler.wire.PlanDetail;
import io.sutler.wire.PlanSummary;
import io.sutler.wire.Published;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "catalog",
    description = "The plans that can be deployed.",
    footer = {
      "",
      "Examples:",
      "  sutler catalog list",
      "  sutler catalog show postgresql",
      "  sutler catalog publish ./postgresql --global"
    })
public final class Catalog {
  @Mixin Help help = new Help();

  @Command(
      name = "list",
      aliases = "ls",
      description = "Lists the newest version of each plan.",
      footer = {"", "Example:", "  sutler catalog list"})
  int list(@Mixin Common common) {
    var session = common.session();
    var page = session.client().list(session.inProject("/plans"));
    session.print(
        page,
        "items[*].name",
        () ->
            Lines.table(
                page,
                PlanSummary.class,
                "no plans yet: publish one with sutler catalog publish DIRECTORY",
                new Table("NAME", "VERSION", "CATEGORY", "TITLE", "SCOPE", "TRUST"),
                (table, p) ->
                    table.row(
                        p.name(),
                        p.version(),
                        p.category(),
                        p.title(),
                        p.project().orElse("global"),
                        p.trust())));
    return Exit.OK;
  }

  @Command(
      name = "show",
      aliases = "get",
      description = "Shows a plan: its parameters, components, operations and outputs.",
      footer = {
        "",
        "Examples:",
        "  sutler catalog show postgresql",
        "  sutler catalog show postgresql@1.2.0 -o yaml"
      })
  int show(
      @Mixin Common common,
      @Parameters(paramLabel = "PLAN", description = "NAME, NAME@1 or NAME@1.2.0") String plan) {
    var session = common.session();
    var answer = session.client().get(session.inProject("/plans/" + Client.segment(plan)));
    session.print(answer, "plan.name", () -> lines(Data.as(answer, PlanDetail.class)));
    return Exit.OK;
  }

  @Command(
      name = "publish",
      description = "Checks a directory with a plan.yaml and publishes it as a new version.",
      footer = {
        "",
        "Examples:",
        "  sutler catalog publish ./mongodb",
        "  sutler catalog publish ./mongodb --global     for every project, by operators"
      })
  int publish(
      @Mixin Common common,
      @Parameters(paramLabel = "DIRECTORY", description = "holds plan.yaml and what it needs")
          String directory,
      @Option(names = "--global", description = "for every project (operators)") boolean global,
      @Option(names = "--dry-run", description = "only check it") boolean dryRun) {
    var session = common.session();
    var zip = Bundle.pack(session.terminal().path(directory));
    var path = (global ? "/plans" : session.inProject("/plans")) + (dryRun ? ":validate" : "");
    var answer =
        session.client().json(new Client.Request("POST", path).bytes("application/zip", zip));
    if (dryRun) {
      session.print(answer, "ref", () -> checked(answer));
      return answer.path("valid").asBoolean() ? Exit.OK : Exit.REFUSED;
    }
    session.print(answer, "plan.name", () -> published(Data.as(answer, Published.class)));
    return Exit.OK;
  }

  static List<String> checked(JsonNode answer) {
    var lines = new ArrayList<String>();
    answer.path("errors").forEach(e -> lines.add("  ✘ " + fault(e)));
    answer.path("warnings").forEach(w -> lines.add("  ! " + fault(w)));
    lines.add(
        answer.path("valid").asBoolean()
            ? answer.path("ref").asText() + " is sound"
            : "it cannot be published like this");
    return lines;
  }

  private static String fault(JsonNode fault) {
    var at = fault.path("pointer").asText("");
    return (at.isEmpty() ? "" : at + ": ") + fault.path("message").asText();
  }

  private static List<String> published(Published published) {
    var lines = new ArrayList<String>();
    published.warnings().forEach(w -> lines.add("  ! " + w.pointer() + ": " + w.message()));
    var plan = published.plan();
    lines.add(
        plan.name()
            + " "
            + plan.version()
            + (published.created() ? " published" : " stood already, unchanged")
            + "   ("
            + plan.project().orElse("global")
            + ", "
            + plan.digest().substring(0, Math.min(12, plan.digest().length()))
            + ")");
    return lines;
  }

  private static List<String> lines(PlanDetail plan) {
    var lines = new ArrayList<String>();
    lines.add(
        "  "
            + plan.plan().name()
            + " "
            + plan.plan().version()
            + "   "
            + plan.plan().title()
            + "   ("
            + plan.plan().project().orElse("global")
            + ", trust "
            + plan.plan().trust()
            + ")");
    if (!plan.description().isBlank()) {
      plan.description().strip().lines().forEach(l -> lines.add("  " + l));
    }
    lines.add("");
    var parameters = new Table("PARAMETER", "TYPE", "DEFAULT", "TITLE");
    Data.ofData(plan.parameters())
        .path("properties")
        .properties()
        .forEach(p ->
            parameters.row(
                p.getKey(),
                type(p.getValue()),
                p.getValue().path("default").isMissingNode() ? "-" : p.getValue().path("default"),
                p.getValue().path("title").asText("")));
    section(lines, parameters);
    var components = new Table("COMPONENT", "MADE BY", "AFTER", "DATA ON REMOVAL");
    plan.components()
        .forEach(c ->
            components.row(
                c.name(),
                c.driver().orElse(c.use().map(u -> "plan " + u).orElse("-")),
                c.needs().isEmpty() ? "-" : String.join(", ", c.needs()),
                c.holdsData()));
    section(lines, components);
    var operations = new Table("OPERATION", "ON", "REPEATABLE", "ASKS");
    plan.operations()
        .forEach((name, o) ->
            operations.row(
                name, o.component(), o.repeatable() ? "yes" : "no", o.confirm() ? "yes" : "no"));
    section(lines, operations);
    lines.add(
        "  outputs   " + (plan.outputs().isEmpty() ? "none" : String.join(", ", plan.outputs())));
    lines.add("  versions  " + String.join(", ", plan.versions()));
    return lines;
  }

  private static String type(JsonNode schema) {
    var type = schema.path("type");
    return type.isArray() ? type.toString() : type.asText("any");
  }

  private static void section(List<String> lines, Table table) {
    if (!table.isEmpty()) {
      table.lines().forEach(l -> lines.add("  " + l));
      lines.add("");
    }
  }
}
