package io.sutler.cli.verb;

import picocli.CommandLine.Option;

/** {@code --help}, for what takes no other common option. */
public final class Help {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "this page")
  boolean asked;
}
