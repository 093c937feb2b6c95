package io.sutler.driver.local;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Ends a set of kindred processes to the last one. */
public final class EndAll {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
  private static final Duration LAST_WAIT = Duration.ofSeconds(5);

  private EndAll() {}

  /**
   * Asks with SIGTERM, waits up to {@code grace}, then kills until none is left. Goes on when
   * interrupted (and leaves the flag set): cancelling must not leave half of them.
   *
   * @param spare not asked, only killed: a wrapper that is to record how its program ended
   * @return those found at first
   * @throws CannotEnd when some survive SIGKILL for five seconds
   */
  static List<Proc> end(Kin kin, ProcTable table, Duration grace, Predicate<Proc> spare)
      throws CannotEnd {
    boolean interrupted = Thread.interrupted();
    try {
      var first = kin.find(table);
      if (first.isEmpty()) {
        return first;
      }
      if (!grace.isZero()) {
        first.stream().filter(spare.negate()).forEach(p -> p.id().signal(Signal.TERM));
        first.forEach(p -> p.id().signal(Signal.CONT));
        awaitNone(kin, grace);
      }
      kill(kin);
      return first;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Sends a signal to each of them, and tells who they are. */
  public static List<Proc> signal(Kin kin, Signal signal) {
    var all = kin.find(ProcTable.scan());
    all.forEach(p -> p.id().signal(signal));
    return all;
  }

  /** Kills until none is left; see {@link #end}. */
  public static List<Proc> kill(Kin kin) throws CannotEnd {
    boolean interrupted = Thread.interrupted();
    try {
      long start = System.nanoTime();
      var first = kin.find(ProcTable.scan());
      for (var left = first; !left.isEmpty(); left = kin.find(ProcTable.scan())) {
        left.forEach(p -> p.id().signal(Signal.KILL));
        if (System.nanoTime() - start > LAST_WAIT.toNanos()) {
          throw new CannotEnd(left);
        }
        LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        interrupted |= Thread.interrupted();
      }
      return first;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void awaitNone(Kin kin, Duration time) {
    long start = System.nanoTime();
    boolean interrupted = false;
    while (!kin.find(ProcTable.scan()).isEmpty() && System.nanoTime() - start < time.toNanos()) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Some processes cannot be ended: not ours, or stuck in the kernel. */
  public static final class CannotEnd extends Exception {
    CannotEnd(List<Proc> left) {
      super(
          "cannot end "
              + String.join(
                  ", ", left.stream().map(p -> p.name() + " (pid " + p.pid() + ")").toList())
              + ": end it by hand, or restart the machine if it hangs in the kernel");
    }
  }
}
