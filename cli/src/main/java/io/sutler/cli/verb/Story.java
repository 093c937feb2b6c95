package io.sutler.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.sutler.cli.http.Client;
import io.sutler.cli.print.Data;
import io.sutler.cli.print.Plain;
import io.sutler.wire.Command;
import io.sutler.wire.Run;
import io.sutler.wire.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What happened to a deployment, newest first: what people asked, and what Sutler did by itself and
 * why.
 *
 * @param commands as the API gives them
 * @param runs with their steps
 */
record Story(ArrayNode commands, ArrayNode runs, int length) {
  private record Chapter(Instant at, String text) {}

  static Story of(Session session, String deployment, int length) {
    var limit = Math.clamp(length, 1, 100);
    var commands = Data.object().putArray("items");
    var runs = Data.object().putArray("items");
    session
        .client()
        .get(
            session.inProject(
                "/commands?limit=" + limit + "&deployment=" + Client.segment(deployment)))
        .path("items")
        .forEach(commands::add);
    for (var run :
        session
            .client()
            .get(session.deployment(deployment, "/runs?limit=" + limit))
            .path("items")) {
      runs.add(
          session
              .client()
              .get(session.inProject("/runs/" + Client.segment(run.path("id").asText()))));
    }
    return new Story(commands, runs, length);
  }

  List<String> lines(Instant now) {
    var asked = new ArrayList<Command>();
    commands.forEach(c -> asked.add(Data.as(c, Command.class)));
    var chapters = new ArrayList<Chapter>();
    asked.forEach(c -> chapters.add(new Chapter(c.createdAt(), asked(c))));
    for (JsonNode node : runs) {
      var run = Data.as(node, Run.class);
      if (asked.stream().noneMatch(c -> carriesOut(run, c))) {
        byItself(run, chapters);
      }
    }
    return chapters.stream()
        .sorted(Comparator.comparing(Chapter::at).reversed())
        .limit(length)
        .map(c -> Plain.time(c.at(), now) + "  " + c.text())
        .toList();
  }

  /** When its newest level was reached, as far as the commands here tell. */
  Optional<Instant> reachedAt() {
    return StreamSupport.stream(commands.spliterator(), false)
        .map(c -> Data.as(c, Command.class))
        .flatMap(c -> c.reachedAt().stream())
        .max(Comparator.naturalOrder());
  }

  // A run that began while a command was open is told by that command's own line.
  private static boolean carriesOut(Run run, Command c) {
    if (run.command().isPresent()) {
      return run.command().get().equals(c.id());
    }
    return run.generation() == c.generation()
        && !run.startedAt().isBefore(c.createdAt())
        && c.endedAt().map(end -> run.startedAt().isBefore(end)).orElse(true);
  }

  private static String asked(Command c) {
    var text = Waiting.what(c) + " by " + c.by();
    var what = c.params().isEmpty() ? "" : ": " + account(c);
    var took =
        c.endedAt()
            .map(at -> " after " + Plain.length(Duration.between(c.createdAt(), at)))
            .orElse("");
    var why =
        c.reason()
            .filter(r -> !r.isEmpty() && !r.startsWith(c.state()))
            .map(r -> " (" + r + ")")
            .orElse("");
    return text + what + ", " + (c.endedAt().isPresent() ? c.state() : "goes on") + took + why;
  }

  private static String account(Command c) {
    var parts = new ArrayList<String>();
    c.params()
        .forEach((name, value) ->
            parts.add(name + " " + (value instanceof String s ? s : Data.compact(value))));
    return String.join(", ", parts);
  }

  private static void byItself(Run run, List<Chapter> chapters) {
    for (var step : run.steps()) {
      if (!step.action().equals("dispatch")) {
        chapters.add(
            new Chapter(
                step.startedAt(),
                (step.why().isEmpty() ? step.component() : step.why()) + ": " + did(step)));
      }
    }
  }

  private static String did(Step step) {
    var took =
        step.endedAt()
            .map(at -> " after " + Plain.length(Duration.between(step.startedAt(), at)))
            .orElse("");
    return switch (step.state()) {
      case "done" -> Part.did(step.action()) + took;
      case "failed" ->
          step.action() + " failed" + took + step.failure().map(f -> ": " + f.message()).orElse("");
      case "cancelled" -> step.action() + " cancelled" + took;
      default -> step.action() + " goes on";
    };
  }
}
