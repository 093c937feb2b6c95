package io.sutler.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cli.http.Client;
import io.sutler.cli.print.Data;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Mishap;
import io.sutler.wire.Command;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Options of verbs that send a command, and what they do with its answer. */
public final class Waiting {
  private static final Pattern LENGTH = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  @Option(
      names = {"-w", "--wait"},
      description = "wait until it is reached or has failed, and show how it goes")
  boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description =
          "after this it counts as failed (Sutler goes on trying): 30s, 10m; 1h unless said")
  Optional<String> timeout = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "TEXT",
      description = "the same key again is the same request: nothing is done twice")
  Optional<String> key = Optional.empty();

  // How long those of others are waited for: their own deadline is not ours to set.
  private final Map<String, Duration> patience = new HashMap<>();

  /** Sends it; the exit code. */
  int send(Session session, Client.Request request) throws InterruptedException {
    return follow(session, accepted(session, request));
  }

  /** Sends it and says that it was accepted, unless it is waited for. */
  Command accepted(Session session, Client.Request request) {
    var path = request.path();
    if (timeout.isPresent()) {
      path += (path.contains("?") ? "&" : "?") + "deadline=" + Client.segment(timeout.get());
    }
    var sent =
        new Client.Request(request.method(), path, request.headers(), request.body())
            .header("Idempotency-Key", key.orElseGet(() -> UUID.randomUUID().toString()));
    return told(session, session.client().json(sent), "%s accepted");
  }

  /** Says that it goes on already, unless it is waited for; then no longer than asked for. */
  Command underWay(Session session, JsonNode answer) {
    var command = told(session, answer, "as declared, its %s goes on");
    timeout.ifPresent(text -> patience.put(command.id(), length(text)));
    return command;
  }

  private static Duration length(String text) {
    var matcher = LENGTH.matcher(text);
    if (!matcher.matches()) {
      throw Mishap.usage("--timeout " + text + " is no time", "example: --timeout 10m");
    }
    return Duration.of(
        Long.parseLong(matcher.group(1)),
        switch (matcher.group(2)) {
          case "ms" -> ChronoUnit.MILLIS;
          case "s" -> ChronoUnit.SECONDS;
          case "m" -> ChronoUnit.MINUTES;
          case "h" -> ChronoUnit.HOURS;
          default -> ChronoUnit.DAYS;
        });
  }

  private Command told(Session session, JsonNode answer, String how) {
    var command = Data.as(answer, Command.class);
    if (!wait) {
      session.print(
          answer,
          "deployment",
          () ->
              List.of(
                  "%s: %s   (follow it: %s watch %s)"
                      .formatted(
                          command.deployment(),
                          how.formatted(what(command)),
                          session.terminal().name(),
                          command.deployment())));
    }
    return command;
  }

  /** Waits for it when that was asked for; the exit code. */
  int follow(Session session, Command command) throws InterruptedException {
    if (!wait) {
      return Exit.OK;
    }
    var ended =
        Progress.of(session, command.deployment())
            .until(command, Optional.ofNullable(patience.get(command.id())));
    if (!session.printer().forPeople()) {
      session.print(Data.ofData(ended), "deployment", List::of);
    } else {
      Lines.outputs(ended.outputs()).forEach(line -> session.say("  " + line));
    }
    return exit(ended);
  }

  /** {@code update} or {@code operation backup}. */
  static String what(Command command) {
    return command.operation().map(o -> "operation " + o).orElse(command.kind());
  }

  /** The exit code of a command that has ended. */
  static int exit(Command ended) {
    return switch (ended.state()) {
      case "reached" -> Exit.OK;
      case "refused" -> Exit.REFUSED;
      default -> Exit.FAILED;
    };
  }
}
