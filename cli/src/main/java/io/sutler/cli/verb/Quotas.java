package io.sutler.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sutler.cli.print.Data;
import io.sutler.cli.print.Plain;
import io.sutler.cli.print.Table;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "quota",
    description = "What a project may use, and uses.",
    footer = {
      "",
      "Examples:",
      "  sutler quota",
      "  sutler quota set -p research --deployments 20 --memory 64GiB --plan postgresql=5"
    })
public final class Quotas implements Callable<Integer> {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(B|KiB|MiB|GiB|TiB)");
  @Mixin Common common;

  public Quotas(Terminal terminal) {
    this.common = new Common(terminal);
  }

  @Override
  public Integer call() {
    return show(common);
  }

  @Command(
      name = "show",
      description = "Shows limits and use.",
      footer = {"", "Example:", "  sutler quota show -p research"})
  int show(@Mixin Common common) {
    var session = common.session();
    var answer = session.client().get(session.inProject("/quota"));
    session.print(answer, "limits.*", () -> lines(answer));
    return Exit.OK;
  }

  @Command(
      name = "set",
      description = "Sets the limits (admins); what is not named stays.",
      footer = {
        "",
        "Example:",
        "  sutler quota set -p research --deployments 20 --memory 64GiB --plan postgresql=5"
      })
  int set(
      @Mixin Common common,
      @Option(
              names = "--deployments",
              paramLabel = "N",
              description = "how many stand; none for no limit")
          Optional<String> deployments,
      @Option(names = "--cpus", paramLabel = "N", description = "processors: 16, 0.5")
          Optional<String> cpus,
      @Option(names = "--memory", paramLabel = "SIZE", description = "64GiB")
          Optional<String> memory,
      @Option(names = "--disk", paramLabel = "SIZE", description = "1TiB") Optional<String> disk,
      @Option(
              names = "--retained",
              paramLabel = "SIZE",
              description = "storage kept after its deployment")
          Optional<String> retained,
      @Option(names = "--plan", paramLabel = "PLAN=N", description = "deployments of one plan")
          @Nullable List<String> plans) {
    var wanted = Data.object();
    deployments.ifPresent(n -> wanted.set("deployments", number(n)));
    cpus.ifPresent(n -> wanted.set("cpus", number(n)));
    memory.ifPresent(n -> wanted.set("memoryBytes", bytes(n)));
    disk.ifPresent(n -> wanted.set("diskBytes", bytes(n)));
    retained.ifPresent(n -> wanted.set("retainedBytes", bytes(n)));
    var perPlan = Data.object();
    for (var plan : (plans == null ? List.<String>of() : plans)) {
      var at = plan.indexOf('=');
      if (at < 1) {
        throw Mishap.usage("--plan " + plan + " has no PLAN=N", "example: --plan postgresql=5");
      }
      perPlan.set(plan.substring(0, at), number(plan.substring(at + 1)));
    }
    var session = common.session();
    var limits = Data.object();
    var now = session.client().get(session.inProject("/quota")).path("limits");
    now.properties().forEach(l -> limits.set(l.getKey(), l.getValue()));
    lay(wanted, limits);
    if (!perPlan.isEmpty()) {
      lay(perPlan, limits.withObject("perPlan"));
    }
    var answer = session.client().put(session.inProject("/quota"), limits);
    session.print(answer, "limits.*", () -> lines(answer));
    return Exit.OK;
  }

  // A JSON null takes a limit away.
  private static void lay(ObjectNode wanted, ObjectNode over) {
    for (var limit : wanted.properties()) {
      if (limit.getValue().isNull()) {
        over.remove(limit.getKey());
      } else {
        over.set(limit.getKey(), limit.getValue());
      }
    }
  }

  static JsonNode number(String typed) {
    if (typed.equals("none")) {
      return Data.tree("null");
    }
    return amount(typed, "a number, or none for no limit");
  }

  /** A number that there is no way around. */
  static JsonNode amount(String typed, String rule) {
    return Data.maybe(typed)
        .filter(number -> number.isNumber() && Double.isFinite(number.asDouble()))
        .orElseThrow(() -> Mishap.usage(Plain.inert(typed) + " is no number", rule));
  }

  static JsonNode bytes(String typed) {
    if (typed.equals("none")) {
      return Data.tree("null");
    }
    var matcher = SIZE.matcher(typed);
    if (!matcher.matches()) {
      throw Mishap.usage(typed + " is no size", "examples: 512MiB, 64GiB");
    }
    var power = List.of("B", "KiB", "MiB", "GiB", "TiB").indexOf(matcher.group(2));
    return Data.ofData(Long.parseLong(matcher.group(1)) << (10 * power));
  }

  private static List<String> lines(JsonNode answer) {
    var used = answer.path("used");
    var limits = answer.path("limits");
    var table = new Table("WHAT", "USED", "LIMIT");
    for (var field : List.of("deployments", "cpus", "memoryBytes", "diskBytes", "retainedBytes")) {
      table.row(
          field.replace("Bytes", "").toLowerCase(Locale.ROOT),
          amount(field, used.path(field), "0"),
          amount(field, limits.path(field), "none"));
    }
    limits
        .path("perPlan")
        .properties()
        .forEach(p ->
            table.row(
                "plan " + p.getKey(),
                used.path("perPlan").path(p.getKey()).asText("0"),
                p.getValue().asText()));
    return table.lines();
  }

  private static String amount(String field, JsonNode value, String missing) {
    if (!value.isNumber()) {
      return missing;
    }
    return field.endsWith("Bytes") ? Plain.size(value.asLong()) : value.asText();
  }
}
