package io.sutler.cli.local;

import io.sutler.cli.terminal.Terminal;
import io.sutler.cli.verb.Help;
import io.sutler.cli.verb.Params;
import java.util.concurrent.Callable;
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
    return new TrialRun(terminal, directory, component, params).run();
  }
}
