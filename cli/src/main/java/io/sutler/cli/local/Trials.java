package io.sutler.cli.local;

import io.sutler.cli.print.Data;
import io.sutler.cli.terminal.Terminal;
import io.sutler.cli.verb.Params;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Makes trials and takes them away again, whatever becomes of them. */
final class Trials {
  private Trials() {}

  /** What a trial is for. */
  interface Use {
    void of(Trial trial) throws InterruptedException;
  }

  /**
   * What a trial is given.
   *
   * @param catalog as typed: holds the plans that it may use
   */
  record Given(Params params, Optional<String> catalog) {}

  /** Also when it is interrupted at the terminal, nothing of the trial is left. */
  static void in(Terminal terminal, Path directory, Given given, Use use)
      throws InterruptedException {
    var here = Thread.currentThread();
    var ended = new CountDownLatch(1);
    var ending = Thread.ofPlatform().unstarted(() -> interrupt(here, ended));
    Runtime.getRuntime().addShutdownHook(ending);
    try (var scratch = Scratch.make()) {
      var local = LocalPlan.load(terminal, directory, scratch.path(), given.catalog());
      var trial =
          new Trial(
              local, given(terminal, given.params(), local), scratch.path(), new LineLog(terminal));
      try {
        use.of(trial);
      } finally {
        if (trial.stands()) {
          trial.remove();
        }
      }
    } finally {
      ended.countDown();
    }
  }

  private static void interrupt(Thread worker, CountDownLatch ended) {
    worker.interrupt();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // typed as the plan types them
  private static Map<String, Object> given(Terminal terminal, Params typed, LocalPlan local) {
    var values = new LinkedHashMap<String, Object>();
    if (typed.given()) {
      typed
          .values(terminal, Data.ofData(local.plan().parameters()))
          .properties()
          .forEach(p -> values.put(p.getKey(), Data.plain(p.getValue())));
    }
    return values;
  }
}
