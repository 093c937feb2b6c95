package io.sutler.cli.local;

import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import io.sutler.cli.verb.Help;
import io.sutler.cli.verb.Params;
import io.sutler.domain.RunState;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "shell",
    description =
        "Makes a component of a plan here and opens a shell beside it; it goes when the shell ends.",
    footer = {"", "Example:", "  sutler shell -c database ./postgresql"})
public final class ShellHere implements Callable<Integer> {
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

  public ShellHere(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return Author.refusable(
        () -> RunHere.inTrial(terminal, directory, component, params, this::shell));
  }

  private void shell(Trial trial) throws InterruptedException {
    var made =
        Optional.ofNullable(trial.made().get(component))
            .orElseThrow(() -> Mishap.usage("the plan has no component '" + component + "'"));
    var view = trial.view(made.component(), made.handle(), RunState.RUNNING);
    var builder =
        new ProcessBuilder(terminal.variable("SHELL").orElse("/bin/sh"))
            .inheritIO()
            .directory(view.workspace().toFile());
    builder.environment().put("SUTLER_WORKSPACE", view.workspace().toString());
    builder.environment().put("SUTLER_STORAGE", view.storage().toString());
    builder.environment().put("SUTLER_BUNDLE", view.bundle().toString());
    builder.environment().put("SUTLER_COMPONENT", component);
    made.outputs()
        .forEach((name, output) ->
            builder
                .environment()
                .put(
                    "OUTPUT_"
                        + name.toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z0-9]", "_"),
                    String.valueOf(output.value())));
    terminal
        .out()
        .println(
            "a shell beside "
                + component
                + ": its outputs are in OUTPUT_..., its files in $SUTLER_WORKSPACE; exit ends it");
    terminal.out().flush();
    try {
      builder.start().waitFor();
    } catch (IOException e) {
      throw Mishap.failed("no shell can be started: " + e.getMessage(), "set SHELL");
    }
  }
}
