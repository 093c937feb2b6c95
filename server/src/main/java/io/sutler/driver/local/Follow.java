package io.sutler.driver.local;

import io.sutler.driver.StepLog;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Waits for a wrapped program to end, passes its output on as it comes, and ends it with all that
 * it started when its time is over or the step is cancelled.
 *
 * @param control the wrapper's directory
 * @param output what the program prints into
 * @param spawn tag of this start
 * @param child the wrapper, where it is our child
 */
record Follow(Path control, Path output, String spawn, Optional<Process> child) {
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Duration EXIT_WRITTEN = Duration.ofSeconds(10);
  private static final Duration LOOK_AT_FLOOD = Duration.ofMillis(5);
  private static final long FLOOD = 32 << 20;
  private static final Duration SHORT = Duration.ofMillis(900);

  /** How it ended, with its last lines. */
  sealed interface End {
    String lastLines();

    record Exited(int code, String lastLines) implements End {}

    record Overdue(String lastLines) implements End {}

    /** It is gone, and how it ended was not recorded. */
    record Lost(String lastLines) implements End {}
  }

  /**
   * Waits for it, and ends it at its deadline.
   *
   * @throws InterruptedException when it was cancelled: nothing of it runs any more
   */
  End toEnd(InstantSource clock, Instant deadline, StepLog log)
      throws InterruptedException, IOException, EndAll.CannotEnd {
    var leader = Uninterrupted.read(this::wrapper);
    var kin = Kin.ofSpawn(spawn, leader);
    try {
      return followed(kin, leader, Duration.between(clock.instant(), deadline), log);
    } catch (InterruptedException e) {
      throw ended(kin, leader, e);
    } catch (ClosedByInterruptException e) {
      // a cancel may come while something is read
      throw ended(kin, leader, Guard.cancelled(e));
    }
  }

  private InterruptedException ended(Kin kin, Optional<Proc.Id> leader, InterruptedException cancel)
      throws EndAll.CannotEnd {
    end(kin, ProcTable.scan(), leader);
    ControlGroups.removeOf(spawn);
    return cancel;
  }

  private End followed(Kin kin, Optional<Proc.Id> leader, Duration allowed, StepLog log)
      throws InterruptedException, IOException, EndAll.CannotEnd {
    long began = System.nanoTime();
    if (child.isEmpty()) {
      EndAll.signal(kin, Signal.CONT); // the Sutler that let them wait may have died meanwhile
    }
    try (var tail = Tail.ofStep(output, log::output)) {
      var look = LOOK;
      while (!awaitEnd(kin, look)) {
        look = read(tail, kin, leader);
        // not by the clock, which may be set meanwhile
        if (System.nanoTime() - began >= allowed.toNanos()) {
          end(kin, ProcTable.scan(), leader);
          ControlGroups.removeOf(spawn);
          tail.finish();
          return new End.Overdue(tail.lastLines());
        }
      }
      var code = exitCode();
      var table = younger(leader, System.nanoTime() - began < SHORT.toNanos());
      var left = end(kin, table, leader);
      ControlGroups.removeOf(spawn);
      tail.finish();
      if (!left.isEmpty()) {
        log.note("left running: killed " + names(left));
      }
      return code.isPresent()
          ? new End.Exited(code.getAsInt(), tail.lastLines())
          : new End.Lost(tail.lastLines());
    }
  }

  /**
   * Those that our own child may have started; all where it is not ours: its pid may be another's.
   */
  private ProcTable younger(Optional<Proc.Id> leader, boolean brief) {
    if (child.isEmpty() || leader.isEmpty()) {
      return ProcTable.scan();
    }
    return brief
        ? ProcTable.since(leader.get().pid())
        : ProcTable.taggedSince(leader.get().start());
  }

  /**
   * Reads what came. Who prints faster than that waits meanwhile, as a pipe would let them: else
   * they fill the disk. Says how soon to look again.
   */
  private Duration read(Tail tail, Kin kin, Optional<Proc.Id> leader) throws IOException {
    if (tail.pump(FLOOD)) {
      return LOOK;
    }
    // its process group at once, those that left it once they are found
    leader.ifPresent(l -> Linux.signal(-l.pid(), Signal.STOP));
    EndAll.signal(kin, Signal.STOP);
    try {
      tail.pump();
    } finally {
      EndAll.signal(kin, Signal.CONT);
    }
    return LOOK_AT_FLOOD;
  }

  /** Whether it ended within the time: the wrapper is gone, and the program is too. */
  private boolean awaitEnd(Kin kin, Duration time) throws InterruptedException, IOException {
    if (child.isPresent() && !child.get().waitFor(time.toNanos(), TimeUnit.NANOSECONDS)) {
      return false;
    }
    var main = Wrapper.main(control);
    if (main.isPresent()) {
      return Exits.get().await(main.get().id(), time);
    }
    // taken up before it had written who it is, or it never will
    if (child.isEmpty() && !kin.find(ProcTable.scan()).isEmpty()) {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
      return false;
    }
    return true;
  }

  private Optional<Proc.Id> wrapper() throws IOException {
    if (child.isPresent()) {
      return Optional.of(Proc.Id.of((int) child.get().pid()));
    }
    return Wrapper.main(control).flatMap(main -> Proc.read(main.session())).map(Proc::id);
  }

  // a wrapper that is not our child writes the code a moment after its program's end
  private OptionalInt exitCode() throws InterruptedException, IOException {
    if (child.isPresent()) {
      var written = Wrapper.exit(control);
      return written.isPresent() ? written : OptionalInt.of(child.get().exitValue());
    }
    var wrapper = wrapper();
    if (wrapper.isPresent()) {
      Exits.get().await(wrapper.get(), EXIT_WRITTEN);
    }
    return Wrapper.exit(control);
  }

  private static List<Proc> end(Kin kin, ProcTable table, Optional<Proc.Id> leader)
      throws EndAll.CannotEnd {
    return EndAll.end(kin, table, GRACE, p -> leader.filter(p.id()::equals).isPresent());
  }

  private static String names(List<Proc> left) {
    var names = left.stream().limit(10).map(p -> p.name() + " (pid " + p.pid() + ")").toList();
    return String.join(", ", names)
        + (left.size() > names.size() ? " and " + (left.size() - names.size()) + " more" : "");
  }
}
