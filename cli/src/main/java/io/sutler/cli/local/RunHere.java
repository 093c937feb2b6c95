package io.sutler.cli.local;

import io.sutler.cli.terminal.Terminal;
import io.sutler.cli.verb.Help;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "run",
    description =
        "Runs a component of a plan here, with what it needs and without a server, until it is interrupted.",
    footer = {
      "",
      "Examples:",
      "  sutler run -c database ./postgresql",
      "  sutler run -c app ./web-app --param greeting=hello",
      "  sutler run -c database ./postgresql -o json"
    })
public final class RunHere implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin Help help = new Help();
  @Mixin Here here = new Here();

  public RunHere(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return new TrialRun(terminal, here).run();
  }
}
