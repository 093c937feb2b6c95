package io.sutler.cli.local;

import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import io.sutler.domain.RunState;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A component of a plan, made here to be used by hand. */
record TrialRun(Terminal terminal, Here here) {

  /** Until it is interrupted. */
  int run() {
    return used(trial -> {
      terminal.out().println(here.component + " runs; Ctrl-C ends it");
      trial.made().forEach(this::tell);
      terminal.out().flush();
      new CountDownLatch(1).await();
    });
  }

  /** Until a shell beside it ends. */
  int shell() {
    return used(this::shell);
  }

  private int used(Trials.Use use) {
    return Workbench.refusable(() ->
        Trials.in(
            terminal,
            terminal.path(here.directory),
            new Trials.Given(here.params, here.beside.catalog),
            trial -> {
              trial.apply(Optional.of(here.component));
              use.of(trial);
            }));
  }

  private void tell(String name, Trial.Made made) {
    made.outputs()
        .forEach(
            (output, o) -> terminal.out().println("  " + name + "." + output + "  " + o.value()));
  }

  private void shell(Trial trial) throws InterruptedException {
    var made =
        Optional.ofNullable(trial.made().get(here.component))
            .orElseThrow(() -> Mishap.usage("the plan has no component '" + here.component + "'"));
    var view = trial.view(made.component(), made.handle(), RunState.RUNNING);
    var builder =
        new ProcessBuilder(terminal.variable("SHELL").orElse("/bin/sh"))
            .inheritIO()
            .directory(view.workspace().toFile());
    builder.environment().put("SUTLER_WORKSPACE", view.workspace().toString());
    builder.environment().put("SUTLER_STORAGE", view.storage().toString());
    builder.environment().put("SUTLER_BUNDLE", view.bundle().toString());
    builder.environment().put("SUTLER_COMPONENT", here.component);
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
                + here.component
                + ": its outputs are in OUTPUT_..., its files in $SUTLER_WORKSPACE; exit ends it");
    terminal.out().flush();
    try {
      builder.start().waitFor();
    } catch (IOException e) {
      throw Mishap.failed("no shell can be started: " + e.getMessage(), "set SHELL");
    }
  }
}
