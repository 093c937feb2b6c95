package io.sutler.cli.local;

import io.sutler.cli.verb.Params;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which component of which plan is made here. */
public final class Here {
  @Mixin Params params = new Params();
  @Mixin Beside beside = new Beside();

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
}
