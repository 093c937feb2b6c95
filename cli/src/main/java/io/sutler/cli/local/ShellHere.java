package io.sutler.cli.local;

import io.sutler.cli.terminal.Terminal;
import io.sutler.cli.verb.Help;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "shell",
    description =
        "Makes a component of a plan here and opens a shell beside it; it goes when the shell ends.",
    footer = {"", "Example:", "  sutler shell -c database ./postgresql"})
public final class ShellHere implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin Help help = new Help();
  @Mixin Here here = new Here();

  public ShellHere(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return new TrialRun(terminal, here).shell();
  }
}
