package io.sutler.cli.local;

import io.sutler.cli.print.Format;
import io.sutler.cli.print.Printer;
import io.sutler.cli.terminal.Terminal;
import io.sutler.cli.verb.Params;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which component of which plan is made here. */
public final class Here {
  @Mixin Params params = new Params();
  @Mixin Beside beside = new Beside();
  @Mixin Result result = new Result();

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

  /** The plans that a plan may use. */
  public static final class Beside {
    @Option(
        names = "--catalog",
        paramLabel = "DIRECTORY",
        description = "holds the plans that it may use; those that come with Sutler unless said")
    Optional<String> catalog = Optional.empty();
  }

  /** The form of what comes of it. */
  public static final class Result {
    @Option(
        names = {"-o", "--output"},
        paramLabel = "FORMAT",
        description =
            "table, json, yaml, name or jsonpath=EXPRESSION; all but table stand alone on standard output, and progress on standard error")
    String output = "table";

    /**
     * @throws io.sutler.cli.terminal.Mishap when it is none that there is
     */
    Printer printer(Terminal terminal) {
      return new Printer(terminal, Format.of(output));
    }

    /** Where progress is told. */
    Terminal progress(Terminal terminal) {
      return printer(terminal).forPeople() ? terminal : terminal.aside();
    }
  }
}
