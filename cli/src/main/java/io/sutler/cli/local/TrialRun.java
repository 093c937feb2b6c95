package io.sutler.cli.local;

import io.sutler.cli.print.Data;
import io.sutler.cli.print.Path;
import io.sutler.cli.terminal.Mishap;
import io.sutler.cli.terminal.Terminal;
import io.sutler.domain.RunState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A component of a plan, made here to be used by hand. */
record TrialRun(Terminal terminal, Here here) {
  private static final Path COMPONENT = Path.of("{.component}");

  /** Until it is interrupted. */
  int run() {
    return used(trial -> {
      tell(trial, List.of(here.component + " runs; Ctrl-C ends it"));
      new CountDownLatch(1).await();
    });
  }

  /** Until a shell beside it ends. */
  int shell() {
    return used(this::shell);
  }

  private int used(Trials.Use use) {
    var progress = here.result.progress(terminal);
    return Workbench.refusable(() ->
        Trials.in(
            progress,
            terminal.path(here.directory),
            new Trials.Given(here.params, here.beside.catalog),
            trial -> {
              trial.apply(Optional.of(here.component));
              use.of(trial);
            }));
  }

  /** What is there to be used: for people the lines, for programs all of it. */
  private void tell(Trial trial, List<String> lines) {
    var made = trial.made().get(here.component);
    var files = new LinkedHashMap<String, Object>();
    if (made != null) {
      var view = trial.view(made.component(), made.handle(), RunState.RUNNING);
      files.put("workspace", view.workspace().toString());
      files.put("storage", view.storage().toString());
    }
    var outputs = new LinkedHashMap<String, Object>();
    var named = new ArrayList<>(lines);
    trial
        .made()
        .forEach((name, m) -> {
          var of = new LinkedHashMap<String, Object>();
          m.outputs()
              .forEach((output, o) -> {
                of.put(output, o.value());
                named.add("  " + name + "." + output + "  " + o.value());
              });
          outputs.put(name, of);
        });
    here.result
        .printer(terminal)
        .print(
            Data.ofData(
                Map.of(
                    "plan",
                    trial.ref(),
                    "component",
                    here.component,
                    "files",
                    files,
                    "outputs",
                    outputs)),
            COMPONENT,
            () -> named);
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
    tell(
        trial,
        List.of(
            "a shell beside "
                + here.component
                + ": its outputs are in OUTPUT_..., its files in $SUTLER_WORKSPACE; exit ends it"));
    try {
      builder.start().waitFor();
    } catch (IOException e) {
      throw Mishap.failed("no shell can be started: " + e.getMessage(), "set SHELL");
    }
  }
}
