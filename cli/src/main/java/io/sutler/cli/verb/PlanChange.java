package io.sutler.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cli.print.Data;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import io.sutler.cli.terminal.Terminal.Style;
import io.sutler.wire.Change;
import io.sutler.wire.Preview;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "plan",
    description = {
      "Shows what a change would do, and does nothing.",
      "Exit code 0: nothing differs; 2: there are differences."
    },
    footer = {
      "",
      "Examples:",
      "  sutler plan orders-db --param max_connections=50",
      "  sutler plan orders-db --remove",
      "  sutler plan new-db --plan postgresql@1",
      "  sutler plan -f cluster.yaml"
    })
public final class PlanChange implements Callable<Integer> {
  @Mixin Common common;
  @Mixin Update.Changes changes = new Update.Changes();

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "of the deployment; with --plan it need not stand yet")
  String name = "";

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "what sutler apply -f would do; - is standard input")
  List<String> files = new ArrayList<>();

  @Option(names = "--remove", description = "what its removal would do")
  boolean remove;

  @Option(names = "--destroy-data", description = "with --remove: data may be destroyed")
  boolean destroyData;

  public PlanChange(Terminal terminal) {
    this.common = new Common(terminal);
  }

  @Override
  public Integer call() {
    var session = common.session();
    if (files.isEmpty() == name.isEmpty()) {
      throw Mishap.usage(
          "name one deployment, or files with -f", "example: sutler plan orders-db --param a=1");
    }
    var differs = false;
    if (!name.isEmpty()) {
      differs = show(session, name, ask(session));
    }
    var declared = Declared.all(session.terminal(), files);
    for (var offer : declared.offers()) {
      differs |= offer.show(common.session(offer.project()));
    }
    for (var wanted : declared.deployments()) {
      var there = common.session(wanted.project());
      differs |= show(there, wanted.name(), wanted.preview(there));
    }
    return differs ? Exit.DIFFERS : Exit.OK;
  }

  private JsonNode ask(Session session) {
    if (remove) {
      var removal = Map.of("remove", Map.of("retain", true, "destroyData", destroyData));
      return session.client().post(session.deployment(name, ":preview"), removal);
    }
    var stands = Wanted.standing(session, name);
    if (stands.isEmpty() && changes.plan.isPresent()) {
      var body = Data.object().put("name", name).put("plan", changes.plan.get());
      body.set(
          "params",
          changes.params.values(session.terminal(), Params.schema(session, changes.plan.get())));
      return session.client().post(session.inProject("/deployments:preview"), body);
    }
    var update = Data.object();
    update.set("update", changes.patch(session, name));
    return session.client().post(session.deployment(name, ":preview"), update);
  }

  /** Prints a preview; whether anything differs. */
  static boolean show(Session session, String name, JsonNode answer) {
    var preview = Data.as(answer, Preview.class);
    session.print(answer, "changes[*].component", () -> lines(session.terminal(), name, preview));
    return !preview.changes().isEmpty();
  }

  private static List<String> lines(Terminal terminal, String name, Preview preview) {
    var lines = new ArrayList<String>();
    var pad = preview.changes().stream().mapToInt(c -> c.component().length()).max().orElse(0);
    for (var change : preview.changes()) {
      var what =
          change.differences().isEmpty()
              ? change.reason()
              : String.join(", ", change.differences());
      lines.add(
          "  "
              + sign(terminal, change)
              + " "
              + change.component()
              + " ".repeat(pad - change.component().length())
              + "   "
              + what
              + (change.effect().isEmpty() ? "" : "     " + change.effect()));
    }
    for (var condition : preview.conditions()) {
      if (!condition.holds()
          && !condition.message().isEmpty()
          && condition.reason().equals("NeedsConfirmation")) {
        lines.add("  " + terminal.paint(Style.YELLOW, "!") + " " + condition.message());
      }
    }
    if (preview.changes().isEmpty()) {
      lines.add("  " + name + ": nothing differs");
    }
    var counts = new ArrayList<String>();
    for (var kind : List.of("create", "change", "replace", "remove", "start", "stop")) {
      int count = preview.counts().getOrDefault(kind, 0);
      if (count > 0 || (!kind.equals("start") && !kind.equals("stop"))) {
        counts.add(count + " to " + kind);
      }
    }
    lines.add(
        "  "
            + String.join(", ", counts)
            + (preview.quota().isEmpty() ? "" : "        " + preview.quota()));
    return lines;
  }

  private static String sign(Terminal terminal, Change change) {
    return switch (change.kind()) {
      case "create" -> terminal.paint(Style.GREEN, "+");
      case "remove" -> terminal.paint(Style.RED, "-");
      case "replace" -> terminal.paint(Style.RED, "±");
      case "start" -> terminal.paint(Style.GREEN, "▸");
      case "stop" -> terminal.paint(Style.YELLOW, "▪");
      default -> terminal.paint(Style.YELLOW, "~");
    };
  }
}
