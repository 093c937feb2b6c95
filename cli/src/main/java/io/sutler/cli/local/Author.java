package io.sutler.cli.local;

import io.sutler.catalog.AuthorCheck;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import io.sutler.cli.verb.Help;
import io.sutler.cli.verb.Params;
import io.sutler.domain.Observation;
import io.sutler.domain.Refusal;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "author",
    description = "Helps those who write plans; needs no server.",
    footer = {
      "",
      "Examples:",
      "  sutler author init notes",
      "  sutler author validate notes",
      "  sutler author test notes --param folder=/tmp/notes"
    })
public final class Author {
  private final Terminal terminal;
  @Mixin Help help = new Help();

  public Author(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "init",
      description = "Writes a plan to start from: plan.yaml and a script.",
      footer = {"", "Example:", "  sutler author init notes"})
  int init(
      @Mixin Help help,
      @Parameters(index = "0", paramLabel = "NAME", description = "of the plan") String name,
      @Parameters(
              index = "1",
              arity = "0..1",
              paramLabel = "DIRECTORY",
              description = "its name unless said")
          Optional<String> directory) {
    return refusable(() -> {
      var path = terminal.path(directory.orElse(name));
      AuthorCheck.init(path, name);
      terminal.out().println("written: " + path);
      terminal.out().println("  check it   " + terminal.name() + " author validate " + path);
      terminal.out().println("  try it     " + terminal.name() + " author test " + path);
      terminal.out().println("  share it   " + terminal.name() + " catalog publish " + path);
    });
  }

  @Command(
      name = "validate",
      description = "Finds every fault of a plan, each with file, line and what to do.",
      footer = {"", "Example:", "  sutler author validate notes"})
  int validate(
      @Mixin Help help,
      @Parameters(paramLabel = "DIRECTORY", description = "holds plan.yaml") String directory) {
    return refusable(() -> {
      var path = terminal.path(directory);
      var faults = LocalPlan.faults(terminal, path);
      if (!faults.isEmpty()) {
        throw LocalPlan.faulty(path, faults);
      }
      terminal.out().println(directory + " is sound");
    });
  }

  @Command(
      name = "test",
      description =
          "Runs a plan with the real drivers, without a server: install, observe, install again, remove, observe.",
      footer = {"", "Example:", "  sutler author test notes --param folder=/tmp/notes"})
  int test(
      @Mixin Help help,
      @Mixin Params params,
      @Parameters(paramLabel = "DIRECTORY", description = "holds plan.yaml") String directory) {
    return refusable(() -> {
      try (var scratch = Scratch.make()) {
        var local = LocalPlan.load(terminal, terminal.path(directory), scratch.path());
        var log = new LineLog(terminal);
        var trial = new Trial(local, Trials.params(terminal, params, local), scratch.path(), log);
        var removed = false;
        try {
          step("install");
          trial.apply(Optional.empty());
          step("observe");
          stands(trial);
          step("install again: a phase may be repeated");
          trial.apply(Optional.empty());
          stands(trial);
          step("remove");
          trial.remove();
          removed = true;
          step("remove again");
          trial.remove();
          step("observe");
          gone(trial);
          terminal.out().println(local.plan().ref() + " keeps its promises");
        } finally {
          if (!removed) {
            trial.remove();
          }
        }
      }
    });
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
