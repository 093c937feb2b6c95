package io.sutler.cli.verb;

import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Mishap;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = "Prints a script that completes commands in bash and zsh.",
    footer = {"", "Example:", "  source <(sutler completion bash)"})
public final class Completion implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SHELL", description = "bash or zsh")
  String shell = "";

  @Mixin Help help = new Help();

  @Override
  public Integer call() {
    if (!shell.equals("bash") && !shell.equals("zsh")) {
      throw Mishap.usage(shell + " is not a shell that is known here", "bash or zsh");
    }
    spec.commandLine().getOut().println(AutoComplete.bash("sutler", spec.root().commandLine()));
    return Exit.OK;
  }
}
