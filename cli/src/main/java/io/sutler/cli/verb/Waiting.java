package io.sutler.cli.verb;

import io.sutler.cli.http.Client;
import io.sutler.cli.print.Data;
import io.sutler.cli.terminal.Exit;
import io.sutler.wire.Command;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Option;

/** Options of verbs that send a command, and what they do with its answer. */
public final class Waiting {
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
    var answer = session.client().json(sent);
    var command = Data.as(answer, Command.class);
    if (!wait) {
      session.print(
          answer,
          "deployment",
          () ->
              List.of(
                  command.deployment()
                      + ": "
                      + what(command)
                      + " accepted   (follow it: "
                      + session.terminal().name()
                      + " watch "
                      + command.deployment()
                      + ")"));
    }
    return command;
  }

  /** Waits for it when that was asked for; the exit code. */
  int follow(Session session, Command command) throws InterruptedException {
    if (!wait) {
      return Exit.OK;
    }
    var ended = Progress.of(session, command.deployment()).until(command);
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
