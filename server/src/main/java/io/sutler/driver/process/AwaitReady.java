package io.sutler.driver.process;

import io.sutler.domain.Blame;
import io.sutler.domain.CheckSpec;
import io.sutler.driver.ComponentView;
import io.sutler.driver.StepLog;
import io.sutler.driver.local.EndAll;
import io.sutler.driver.local.Ends;
import io.sutler.driver.local.Exits;
import io.sutler.driver.local.Probe;
import io.sutler.driver.local.Proc;
import io.sutler.driver.local.ProgramFailure;
import io.sutler.driver.local.Programs;
import io.sutler.driver.local.Tail;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Waits until a started program answers its check, passing its output on meanwhile. */
record AwaitReady(InstantSource clock, Programs programs) {
  private static final Duration ONE_TRY = Duration.ofSeconds(10);
  private static final Duration NO_CHECK = Duration.ofSeconds(1);
  private static final Duration SHORTEST = Duration.ofMillis(10);

  /**
   * Without a check, a program that lived for a second is ready.
   *
   * @throws ProgramFailure when it exits first, or does not answer in time; it may still run then
   */
  void await(ComponentView c, ProcessRecord record, StepLog log)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    try (var tail = Tail.from(Running.output(c), StartProcess.logFrom(c), log::output)) {
      try {
        var ready = c.desired().ready();
        var running = Running.of(c);
        if (running.isEmpty()) {
          tail.pump();
          throw exited(c, tail.lastLines());
        }
        if (ready.isPresent()) {
          untilAnswered(c, record, ready.get(), running.get().id(), tail);
        } else if (Exits.get().await(running.get().id(), NO_CHECK)) {
          tail.pump();
          throw exited(c, tail.lastLines());
        }
      } finally {
        tail.finish();
      }
    }
  }

  private void untilAnswered(
      ComponentView c, ProcessRecord record, CheckSpec check, Proc.Id program, Tail tail)
      throws InterruptedException, IOException, ProgramFailure, EndAll.CannotEnd {
    var probe = new Probe(clock, programs, "ready", check.command());
    var latest = clock.instant().plus(check.within());
    var until = latest.isBefore(c.deadline()) ? latest : c.deadline();
    var every = check.every().compareTo(SHORTEST) < 0 ? SHORTEST : check.every();
    while (true) {
      var answer = probe.ask(c, record.ports(), patience(until));
      tail.pump();
      if (answer.well() && program.isAlive()) {
        return;
      }
      if (Exits.get().await(program, every)) {
        tail.pump();
        throw exited(c, tail.lastLines());
      }
      if (!clock.instant().isBefore(until)) {
        throw new ProgramFailure(
            Blame.PLATFORM,
            "not-ready",
            "it did not answer within "
                + check.within().toSeconds()
                + " s (the check said: "
                + answer.said()
                + ")"
                + Ends.said(tail.lastLines()));
      }
    }
  }

  private Duration patience(Instant until) {
    var left = Duration.between(clock.instant(), until);
    if (left.compareTo(ONE_TRY) > 0) {
      return ONE_TRY;
    }
    return left.compareTo(NO_CHECK) < 0 ? NO_CHECK : left;
  }

  private static ProgramFailure exited(ComponentView c, String lines)
      throws InterruptedException, IOException {
    var code = Running.awaitExitCode(c);
    return new ProgramFailure(
        code.isPresent() ? Ends.blame(code.getAsInt()) : Blame.PLATFORM,
        "exited",
        "it ended before it was ready (" + Running.lastEnd(c) + ")" + Ends.said(lines));
  }
}
