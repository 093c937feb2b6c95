package io.sutler.cli;

import io.sutler.cli.terminal.Terminal;
import io.sutler.cli.verb.Help;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sutler} without a verb. */
@Command(
    name = "sutler",
    description = "Declare a deployment, and it stays so.",
    versionProvider = Version.class,
    synopsisHeading = "",
    customSynopsis = "Usage: sutler VERB [options]   (each verb has --help with examples)")
final class Root implements Callable<Integer> {
  private final Terminal terminal;
  @Spec CommandSpec spec;

  @Mixin Help help = new Help();

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "the version")
  boolean version;

  Root(Terminal terminal) {
    this.terminal = terminal;
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    terminal.out().print(spec.commandLine().getUsageMessage());
    return io.sutler.cli.terminal.Exit.OK;
  }
}
