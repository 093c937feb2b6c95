package io.sutler.cli.local;

import io.sutler.catalog.AuthorCheck;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import io.sutler.cli.verb.Params;
import io.sutler.domain.Observation;
import io.sutler.domain.Refusal;
import java.nio.file.Path;
import java.util.Optional;

/** What {@link Author} does; apart from it, so that its help needs none of the server's classes. */
record Workbench(Terminal terminal) {

  int init(String name, Path path) {
    return refusable(() -> {
      AuthorCheck.init(path, name);
      terminal.out().println("written: " + path);
      terminal.out().println("  check it   " + terminal.name() + " author validate " + path);
      terminal.out().println("  try it     " + terminal.name() + " author test " + path);
      terminal.out().println("  share it   " + terminal.name() + " catalog publish " + path);
    });
  }

  int validate(Path path, Optional<String> catalog) {
    return refusable(() -> {
      var faults = LocalPlan.faults(terminal, path, catalog);
      if (!faults.isEmpty()) {
        throw LocalPlan.faulty(path, faults);
      }
      terminal.out().println(path + " is sound");
    });
  }

  int test(Path path, Params params, Optional<String> catalog) {
    return refusable(
        () -> Trials.in(terminal, path, new Trials.Given(params, catalog), this::test));
  }

  private void test(Trial trial) throws InterruptedException {
    step("install");
    trial.apply(Optional.empty());
    step("observe");
    stands(trial);
    step("install again: a phase may be repeated");
    trial.apply(Optional.empty());
    stands(trial);
    step("remove");
    trial.remove();
    step("remove again");
    trial.remove();
    step("observe");
    gone(trial);
    terminal.out().println(trial.ref() + " keeps its promises");
  }

  private void step(String what) {
    terminal.out().println(terminal.paint(Terminal.Style.CYAN, what));
  }

  private void stands(Trial trial) throws InterruptedException {
    trial
        .observe()
        .forEach((name, seen) -> {
          switch (seen) {
            case Observation.Present present -> {
              if (!present.drift().isEmpty()) {
                throw Mishap.failed(
                    name
                        + " was just made and differs already: "
                        + String.join("; ", present.drift()));
              }
              terminal.out().println("  ✔ " + name + " is there");
            }
            case Observation.Unverified u ->
                terminal.out().println("  ? " + name + " cannot be observed: " + u.reason());
            case Observation.Absent a ->
                throw Mishap.failed(
                    name + " was just made and is not there",
                    "does its observe phase look at the right thing?");
            case Observation.Unknown u ->
                throw Mishap.failed(name + " cannot be looked at: " + u.reason());
          }
        });
  }

  private void gone(Trial trial) throws InterruptedException {
    trial
        .observe()
        .forEach((name, seen) -> {
          if (seen instanceof Observation.Present) {
            throw Mishap.failed(
                name + " is still there after its removal",
                "its remove phase must take all that install made");
          }
        });
    var left = trial.left();
    if (!left.isEmpty()) {
      throw Mishap.failed("the removal left something behind", left.toArray(String[]::new));
    }
    terminal.out().println("  ✔ nothing is left");
  }

  /** Something that a refusal may end. */
  interface Act {
    void run() throws InterruptedException;
  }

  static int refusable(Act act) {
    try {
      act.run();
      return Exit.OK;
    } catch (Refusal refusal) {
      throw new Mishap(
          Exit.FAILED,
          refusal.sentence(),
          refusal.faults().stream().map(LocalPlan::line).toArray(String[]::new));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Mishap.failed("interrupted");
    }
  }
}
