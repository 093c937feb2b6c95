package io.sutler.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.catalog.AuthorCheck;
import io.sutler.cli.print.Data;
import io.sutler.cli.print.Path;
import io.sutler.cli.print.Plain;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import io.sutler.cli.verb.Params;
import io.sutler.domain.Observation;
import io.sutler.domain.Refusal;
import io.sutler.domain.Slug;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@link Author} does; apart from it, so that its help needs none of the server's classes. */
record Workbench(Terminal terminal, Here.Result result) {
  private static final Path COMPONENTS = Path.of("{.components[*].name}");
  private static final Path FAULTS = Path.of("{.faults[*].message}");

  /** A name that is a path means its last part, and makes the folder there. */
  int init(String typed, Optional<String> directory) {
    var path = terminal.path(directory.orElse(typed));
    var last = Optional.ofNullable(path.getFileName()).map(String::valueOf);
    var name = directory.isEmpty() && typed.contains("/") ? last.orElse(typed) : typed;
    if (!Slug.isValid(name)) {
      throw Mishap.usage(
          "'%s' is no name for a plan: %s".formatted(Plain.inert(name), Slug.RULE),
          "a folder of that name is made here: %s author init notes".formatted(terminal.name()),
          "elsewhere: %s author init plans/notes".formatted(terminal.name()));
    }
    return refusable(() -> {
      AuthorCheck.init(path, name);
      terminal.out().println("written: " + path);
      terminal.out().println("  check it   " + terminal.name() + " author validate " + path);
      terminal.out().println("  try it     " + terminal.name() + " author test " + path);
      terminal.out().println("  share it   " + terminal.name() + " catalog publish " + path);
    });
  }

  int validate(java.nio.file.Path path, Optional<String> catalog) {
    return refusable(() -> {
      var faults = LocalPlan.faults(terminal, path, catalog);
      var printer = result.printer(terminal);
      if (faults.isEmpty() || !printer.forPeople()) {
        printer.print(told(path, faults), FAULTS, () -> List.of(path + " is sound"));
      }
      if (!faults.isEmpty()) {
        throw LocalPlan.faulty(path, faults);
      }
    });
  }

  private static JsonNode told(java.nio.file.Path path, List<Refusal.Fault> faults) {
    return Data.ofData(
        Map.of(
            "directory",
            path.toString(),
            "sound",
            faults.isEmpty(),
            "faults",
            faults.stream().map(f -> Map.of("at", f.pointer(), "message", f.message())).toList()));
  }

  int test(java.nio.file.Path path, Params params, Optional<String> catalog) {
    var printer = result.printer(terminal);
    return refusable(() -> {
      var aside = new Workbench(result.progress(terminal), result);
      var given = new Trials.Given(params, catalog);
      Trials.in(
          aside.terminal,
          path,
          given,
          trial -> {
            var seen = aside.test(trial);
            printer.print(
                tested(trial, seen),
                COMPONENTS,
                () -> List.of(trial.ref() + " keeps its promises"));
          });
    });
  }

  private static JsonNode tested(Trial trial, Map<String, String> seen) {
    return Data.ofData(
        Map.of(
            "plan",
            trial.ref(),
            "keepsItsPromises",
            true,
            "components",
            seen.entrySet().stream()
                .map(e -> Map.of("name", e.getKey(), "observed", e.getValue()))
                .toList()));
  }

  /** How each component was seen while it stood. */
  private Map<String, String> test(Trial trial) throws InterruptedException {
    step("install");
    trial.apply(Optional.empty());
    step("observe");
    stands(trial);
    step("install again: a phase may be repeated");
    trial.apply(Optional.empty());
    var seen = stands(trial);
    step("remove");
    trial.remove();
    step("remove again");
    trial.remove();
    step("observe");
    gone(trial);
    return seen;
  }

  private void step(String what) {
    terminal.out().println(terminal.paint(Terminal.Style.CYAN, what));
  }

  private Map<String, String> stands(Trial trial) throws InterruptedException {
    var words = new LinkedHashMap<String, String>();
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
              words.put(name, "present");
              terminal.out().println("  ✔ " + name + " is there");
            }
            case Observation.Unverified u -> {
              words.put(name, "unverified");
              terminal.out().println("  ? " + name + " cannot be observed: " + u.reason());
            }
            case Observation.Absent a ->
                throw Mishap.failed(
                    name + " was just made and is not there",
                    "does its observe phase look at the right thing?");
            case Observation.Unknown u ->
                throw Mishap.failed(name + " cannot be looked at: " + u.reason());
          }
        });
    return words;
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
