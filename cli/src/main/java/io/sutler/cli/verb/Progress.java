package io.sutler.cli.verb;

import io.sutler.cli.http.Client;
import io.sutler.cli.http.Events;
import io.sutler.cli.print.Data;
import io.sutler.cli.print.Plain;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal.Style;
import io.sutler.wire.Command;
import io.sutler.wire.Deployment;
import io.sutler.wire.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Shows how a command goes: drawn anew in place on a terminal, else a line for each thing that
 * happened.
 */
final class Progress {
  private static final Duration TICK = Duration.ofMillis(120);

  /** How often the server is asked: of the end it is known at once anyway. */
  private static final Duration ASK_EVERY = Duration.ofMillis(600);

  private final Session session;
  private final String deployment;
  private final Board board;
  private final LastLines lines;
  private boolean tellsEnd = true;
  private final LinkedHashMap<String, Run> ended = new LinkedHashMap<>();
  private List<Part> parts = List.of();
  private Instant asked = Instant.EPOCH;

  private Progress(Session session, String deployment, Board board) {
    this.session = session;
    this.deployment = deployment;
    this.board = board;
    this.lines =
        new LastLines(new Events(session.client(), session.deployment(deployment, "/log")));
  }

  static Progress of(Session session, String deployment) {
    return new Progress(session, deployment, new Board(session));
  }

  /** Returns the command when it has ended. */
  Command until(Command command) throws InterruptedException {
    return until(command, Optional.empty());
  }

  /** Returns the command when it has ended, or as it is then when so long has passed. */
  Command until(Command command, Optional<Duration> patience) throws InterruptedException {
    var waiter = new Waiter(command);
    var thread = Thread.startVirtualThread(waiter);
    var begun = session.terminal().clock().instant();
    var follower = Thread.ofVirtual().unstarted(lines);
    if (board.isLive()) {
      follower.start();
    }
    while (!thread.join(board.isLive() ? TICK : ASK_EVERY) && !isOver(begun, patience)) {
      draw(command, begun, false);
    }
    follower.interrupt();
    if (waiter.trouble.isPresent()) {
      board.clear();
      throw waiter.trouble.get();
    }
    draw(command, begun, true);
    board.end(tellsEnd ? Optional.of(verdict(waiter.now)) : Optional.empty());
    return waiter.now;
  }

  private boolean isOver(Instant begun, Optional<Duration> patience) {
    var now = session.terminal().clock().instant();
    return patience.filter(p -> Duration.between(begun, now).compareTo(p) >= 0).isPresent();
  }

  /** Leaves the last word to the caller. */
  Progress withoutVerdict() {
    tellsEnd = false;
    return this;
  }

  /** Asks for the command until it has ended, so that its end is known at once. */
  private final class Waiter implements Runnable {
    volatile Command now;
    volatile Optional<Mishap> trouble = Optional.empty();

    Waiter(Command now) {
      this.now = now;
    }

    @Override
    public void run() {
      try {
        while (open(now)) {
          now = one(now.id());
        }
      } catch (Mishap e) {
        trouble = Optional.of(e);
      }
    }
  }

  private static boolean open(Command command) {
    return command.state().equals("accepted") || command.state().equals("proposed");
  }

  private Command one(String id) {
    var path = session.inProject("/commands/" + Client.segment(id) + "?wait=20s");
    return Data.as(session.client().get(path), Command.class);
  }

  private void draw(Command command, Instant begun, boolean last) {
    var now = session.terminal().clock().instant();
    try {
      if (last || !board.isLive() || !now.isBefore(asked.plus(ASK_EVERY))) {
        asked = now;
        parts = parts(command);
      }
      board.show(deployment, Duration.between(begun, now), parts, now);
    } catch (Mishap e) {
      // A removed deployment is gone from view before its command is told so; the waiter decides.
    }
  }

  private List<Part> parts(Command command) {
    var seen = new ArrayList<Run>();
    for (var item :
        session.client().get(session.deployment(deployment, "/runs?limit=5")).path("items")) {
      var run = Data.as(item, Run.class);
      if (!run.startedAt().isBefore(command.createdAt())) {
        seen.addFirst(whole(run));
      }
    }
    var said = new HashMap<String, String>();
    for (var run : seen) {
      for (var step : run.steps()) {
        lines.of(run.id(), step.number()).ifPresent(line -> said.put(step.component(), line));
      }
    }
    return Part.of(deployment(), seen).stream()
        .map(part -> part.saying(Optional.ofNullable(said.get(part.component()))))
        .toList();
  }

  // A run that has ended never changes: it is asked for once.
  private Run whole(Run listed) {
    var known = ended.get(listed.id());
    if (known != null) {
      return known;
    }
    var path = session.inProject("/runs/" + Client.segment(listed.id()));
    var run = Data.as(session.client().get(path), Run.class);
    if (run.endedAt().isPresent()) {
      ended.put(run.id(), run);
    }
    return run;
  }

  private Optional<Deployment> deployment() {
    try {
      return Optional.of(
          Data.as(session.client().get(session.deployment(deployment, "")), Deployment.class));
    } catch (Mishap e) {
      return Optional.empty();
    }
  }

  private String verdict(Command ended) {
    var took =
        ended.endedAt().map(at -> Plain.length(Duration.between(ended.createdAt(), at))).orElse("");
    var what = deployment + ": " + Waiting.what(ended);
    var terminal = session.terminal();
    var why = ended.reason().filter(r -> !r.isEmpty()).map(r -> ": " + r).orElse("");
    return switch (ended.state()) {
      case "reached" -> terminal.paint(Style.GREEN, what + " reached") + " in " + took;
      case "accepted", "proposed" ->
          terminal.paint(Style.RED, what + " is not reached yet") + ": it goes on";
      case "superseded" -> what + " superseded by a newer command after " + took + why;
      default -> terminal.paint(Style.RED, what + " " + ended.state()) + " after " + took + why;
    };
  }
}
