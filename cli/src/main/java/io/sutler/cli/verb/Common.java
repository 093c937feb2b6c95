package io.sutler.cli.verb;

import io.sutler.cli.terminal.Terminal;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that every verb takes. */
public final class Common {
  private final Terminal terminal;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "table, json, yaml, name or jsonpath=EXPRESSION")
  String output = "table";

  @Option(
      names = {"-p", "--project"},
      paramLabel = "NAME",
      description = "the project meant; else SUTLER_PROJECT, else the context's")
  Optional<String> project = Optional.empty();

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "the server meant; else SUTLER_SERVER, else the context's")
  Optional<String> server = Optional.empty();

  @Option(
      names = "--token",
      paramLabel = "@FILE",
      description =
          "file that holds the token (or the token itself, which others can then see in the process list); else SUTLER_TOKEN, else the context's")
  Optional<String> token = Optional.empty();

  @Option(names = "--context", paramLabel = "NAME", description = "see: sutler context list")
  Optional<String> context = Optional.empty();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "this page")
  boolean help;

  public Common(Terminal terminal) {
    this.terminal = terminal;
  }

  /** What they come to. */
  public Session session() {
    return new Session(terminal, this);
  }

  /** What they come to in this project, unless another is meant by an option. */
  Session session(Optional<String> ofFile) {
    if (ofFile.isEmpty() || project.isPresent()) {
      return session();
    }
    project = ofFile;
    try {
      return session();
    } finally {
      project = Optional.empty();
    }
  }

  public Terminal terminal() {
    return terminal;
  }
}
