package io.sutler.driver.process;

import io.sutler.domain.CheckSpec;
import io.sutler.driver.ComponentView;
import io.sutler.driver.local.EndAll;
import io.sutler.driver.local.Probe;
import io.sutler.driver.local.ProgramFailure;
import io.sutler.driver.local.Programs;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks a program again and again whether it is well. */
final class LiveCheck {
  private static final Duration ONE_TRY = Duration.ofSeconds(10);
  private static final Duration SHORTEST = Duration.ofMillis(20);
  private final InstantSource clock;
  private final CheckSpec check;
  private final ComponentView view;
  private final Map<String, Integer> ports;
  private final Probe probe;
  private volatile Optional<String> complaint = Optional.empty();
  private volatile Thread thread = Thread.ofVirtual().unstarted(() -> {});

  LiveCheck(
      InstantSource clock,
      Programs programs,
      CheckSpec check,
      ComponentView view,
      Map<String, Integer> ports) {
    this.clock = clock;
    this.check = check;
    this.view = view;
    this.ports = ports;
    this.probe = new Probe(clock, programs, "live", check.command());
  }

  /** Why it is not well; empty until the check failed for as long as is borne. */
  Optional<String> complaint() {
    return complaint;
  }

  void start(Runnable mark) {
    thread = Thread.ofVirtual().name("live " + view.owner().text()).start(() -> run(mark));
  }

  /** Returns when no check of it runs any more. */
  void end() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Runnable mark) {
    Optional<Instant> failingSince = Optional.empty();
    var every = check.every().compareTo(SHORTEST) < 0 ? SHORTEST : check.every();
    try {
      while (true) {
        TimeUnit.NANOSECONDS.sleep(every.toNanos());
        var trouble = ask();
        var now = clock.instant();
        failingSince =
            trouble.isEmpty() ? Optional.empty() : failingSince.or(() -> Optional.of(now));
        var said =
            failingSince
                .filter(since -> !since.plus(check.within()).isAfter(now))
                .map(
                    since -> "its liveness check fails since " + since + ": " + trouble.orElse(""));
        boolean news = said.isPresent() != complaint.isPresent();
        complaint = said;
        if (news) {
          mark.run();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<String> ask() throws InterruptedException {
    try {
      var answer = probe.ask(view, ports, ONE_TRY);
      return answer.well() ? Optional.empty() : Optional.of(answer.said());
    } catch (IOException | ProgramFailure | EndAll.CannotEnd e) {
      return Optional.of("the check could not be run: " + e.getMessage());
    }
  }
}
