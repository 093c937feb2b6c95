package io.sutler.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cli.print.Data;
import io.sutler.cli.print.Plain;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Terminal;
import io.sutler.cli.terminal.Terminal.Style;
import io.sutler.wire.Condition;
import io.sutler.wire.Deployment;
import io.sutler.wire.DeploymentMember;
import io.sutler.wire.Story;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "describe",
    description =
        "Tells all about a deployment: how it stands, what it gives, and its story with the reasons.",
    footer = {"", "Example:", "  sutler describe orders-db"})
public final class Describe implements Callable<Integer> {
  // long, and told by -o json
  private static final Set<String> FOR_PROGRAMS = Set.of("host_key", "machine");

  @Mixin Common common;

  @Parameters(paramLabel = "NAME", description = "of the deployment")
  String name = "";

  @Option(
      names = "--story",
      paramLabel = "N",
      description = "how many lines of its story: 8 unless said")
  int story = 8;

  public Describe(Terminal terminal) {
    this.common = new Common(terminal);
  }

  @Override
  public Integer call() {
    var session = common.session();
    var one = session.client().get(session.deployment(name, ""));
    var told =
        session.client().get(session.deployment(name, "/story?limit=" + Math.clamp(story, 1, 500)));
    var all = Data.object();
    all.set("deployment", one);
    all.set("story", told.path("items"));
    session.print(
        all, "deployment.metadata.name", () -> lines(session, one, Data.as(told, Story.class)));
    return Exit.OK;
  }

  private static List<String> lines(Session session, JsonNode one, Story story) {
    var d = Data.as(one, Deployment.class);
    var terminal = session.terminal();
    var now = terminal.clock().instant();
    var lines = new ArrayList<String>();
    lines.add(
        "  "
            + terminal.paint(Style.BOLD, d.metadata().name())
            + "  ("
            + d.desired().plan().replace('@', ' ')
            + ", region "
            + d.desired().region()
            + ", project "
            + d.metadata().project()
            + ")     "
            + Brief.of(one).state()
            + ", "
            + Plain.age(d.metadata().createdAt(), now));
    if (!d.metadata().displayName().isEmpty()
        && !d.metadata().displayName().equals(d.metadata().name())) {
      section(lines, "Title", List.of(d.metadata().displayName()));
    }
    section(lines, "Reached", reached(d, now));
    section(
        lines,
        "Params",
        d.desired().params().entrySet().stream()
            .map(e -> e.getKey() + " " + shown(e.getValue()))
            .toList());
    section(
        lines,
        "Bindings",
        d.desired().bindings().stream().map(b -> b.parameter() + " from " + b.from()).toList());
    section(lines, "Outputs", outputs(terminal, d));
    section(lines, "Members", d.observed().members().stream().map(m -> member(m, now)).toList());
    section(
        lines,
        "Failures",
        d.observed().components().stream()
            .flatMap(c ->
                c.failure().stream()
                    .map(f ->
                        c.name()
                            + ": "
                            + f.message()
                            + " ("
                            + turn(f.blame())
                            + c.retryAt()
                                .map(at -> ", tries again at " + Plain.time(at, now))
                                .orElse("")
                            + ")"))
            .toList());
    section(
        lines,
        "Schedules",
        d.desired().schedules().entrySet().stream()
            .map(e -> e.getKey() + " every " + e.getValue())
            .toList());
    section(lines, "Ends", ends(d, now));
    section(
        lines,
        "Story",
        story.items().stream()
            .map(l -> Plain.time(l.at(), now) + "  " + Plain.inert(l.text()))
            .toList());
    return lines;
  }

  private static String turn(String blame) {
    return switch (blame) {
      case "user" -> "your turn";
      case "capacity" -> "waits for room";
      default -> "the " + blame + "'s turn";
    };
  }

  private static List<String> reached(Deployment d, Instant now) {
    var lines = new ArrayList<String>();
    var of =
        d.observed().generation() == d.metadata().generation()
            ? ""
            : " of " + d.metadata().generation();
    var open = d.conditions().stream().filter(c -> !c.holds()).toList();
    var at =
        d.conditions().stream()
            .map(Condition::since)
            .max(Comparator.naturalOrder())
            .map(t -> ", " + Plain.time(t, now))
            .orElse("");
    var all = open.isEmpty() && !d.conditions().isEmpty() ? "   every condition is true" : "";
    lines.add("generation " + d.observed().generation() + of + at + all);
    open.forEach(c ->
        lines.add("not " + c.type() + ": " + (c.message().isEmpty() ? c.reason() : c.message())));
    return lines;
  }

  private static List<String> outputs(Terminal terminal, Deployment d) {
    var lines = new ArrayList<String>();
    d.outputs()
        .forEach((name, output) ->
            lines.add(
                name
                    + "  "
                    + output.value().map(Describe::shown).orElse("•••")
                    + (output.secret()
                        ? "      (secret: "
                            + terminal.name()
                            + " reveal "
                            + d.metadata().name()
                            + " "
                            + name
                            + ")"
                        : "")));
    return lines;
  }

  private static String shown(Object value) {
    return value instanceof String text && !text.isEmpty() ? text : Data.compact(value);
  }

  private static String member(DeploymentMember m, Instant now) {
    var text = new StringBuilder(m.name() + "  " + m.state());
    m.facts()
        .forEach((key, value) -> {
          if (!FOR_PROGRAMS.contains(key)) {
            text.append("  ").append(key).append(' ').append(value);
          }
        });
    m.since().ifPresent(since -> text.append("  since ").append(Plain.age(since, now)));
    return m.detail().isEmpty() ? text.toString() : text + "  (" + m.detail() + ")";
  }

  private static List<String> ends(Deployment d, Instant now) {
    var lines = new ArrayList<String>();
    d.desired()
        .stopAt()
        .ifPresent(
            at -> lines.add("stops by itself " + Lines.until(java.util.Optional.of(at), now)));
    d.desired()
        .removeAt()
        .ifPresent(
            at -> lines.add("is removed by itself " + Lines.until(java.util.Optional.of(at), now)));
    return lines;
  }

  private static void section(List<String> lines, String title, List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      lines.add(
          "  "
              + (i == 0 ? title + " ".repeat(11 - title.length()) : " ".repeat(11))
              + Plain.line(texts.get(i)));
    }
  }
}
