package io.sutler.cli.local;

import io.sutler.cli.terminal.Terminal;
import io.sutler.cli.verb.Help;
import io.sutler.cli.verb.Params;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    description =
        "Runs a component of a plan here, with what it needs and without a server, until it is interrupted.",
    footer = {
      "",
      "Examples:",
      "  sutler run -c database ./postgresql",
      "  sutler run -c app ./web-app --param greeting=hello"
    })
public final class RunHere implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin Help help = new Help();
  @Mixin Params params = new Params();

  @Option(
      names = {"-c", "--component"},
      required = true,
      paramLabel = "NAME",
      description = "of the plan")
  String component = "";

  @Parameters(
      arity = "0..1",
      paramLabel = "DIRECTORY",
      description = "holds plan.yaml; this one unless said")
  String directory = ".";

  public RunHere(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return Author.refusable(() ->
        with(trial -> {
          terminal.out().println(component + " runs; Ctrl-C ends it");
          trial
              .made()
              .values()
              .forEach(m ->
                  m.outputs()
                      .forEach((name, o) ->
                          terminal
                              .out()
                              .println(
                                  "  " + m.component().name() + "." + name + "  " + o.value())));
          terminal.out().flush();
          new CountDownLatch(1).await();
        }));
  }

  interface Use {
    void of(Trial trial) throws InterruptedException;
  }

  private void with(Use use) throws InterruptedException {
    inTrial(terminal, directory, component, params, use);
  }

  /** Makes the component, uses it, and takes it away again, also when it is interrupted. */
  static void inTrial(Terminal terminal, String directory, String component, Params params, Use use)
      throws InterruptedException {
    var scratch = Scratch.make();
    var local = LocalPlan.load(terminal, terminal.path(directory), scratch.path());
    var trial =
        new Trial(
            local, Trials.params(terminal, params, local), scratch.path(), new LineLog(terminal));
    var ending = Thread.ofPlatform().unstarted(() -> end(trial, scratch));
    Runtime.getRuntime().addShutdownHook(ending);
    try {
      trial.apply(Optional.of(component));
      use.of(trial);
    } finally {
      if (Runtime.getRuntime().removeShutdownHook(ending)) {
        end(trial, scratch);
      }
    }
  }

  private static void end(Trial trial, Scratch scratch) {
    try (scratch) {
      trial.remove();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
