package io.sutler.cli.local;

import io.sutler.cli.terminal.Terminal;
import io.sutler.cli.verb.Help;
import io.sutler.cli.verb.Params;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "author",
    description = "Helps those who write plans; needs no server.",
    footer = {
      "",
      "Examples:",
      "  sutler author init notes",
      "  sutler author validate notes",
      "  sutler author test notes --param greeting=hello"
    })
public final class Author {
  private final Terminal terminal;
  @Mixin Help help = new Help();

  public Author(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "init",
      description = "Writes a plan to start from: plan.yaml and a script.",
      footer = {
        "",
        "Examples:",
        "  sutler author init notes                 makes the folder notes here",
        "  sutler author init plans/notes           makes it there",
        "  sutler author init notes plans/my-notes  under another name"
      })
  int init(
      @Mixin Help help,
      @Parameters(
              index = "0",
              paramLabel = "NAME",
              description = "of the plan, which a folder is made for; or that folder's path")
          String name,
      @Parameters(
              index = "1",
              arity = "0..1",
              paramLabel = "DIRECTORY",
              description = "the folder, where it is not called as the plan")
          Optional<String> directory) {
    return new Workbench(terminal, new Here.Result()).init(name, directory);
  }

  @Command(
      name = "validate",
      description = "Finds every fault of a plan, each with file, line and what to do.",
      footer = {
        "",
        "Examples:",
        "  sutler author validate notes",
        "  sutler author validate notes -o json"
      })
  int validate(
      @Mixin Help help,
      @Mixin Here.Beside beside,
      @Mixin Here.Result result,
      @Parameters(paramLabel = "DIRECTORY", description = "holds plan.yaml") String directory) {
    return new Workbench(terminal, result).validate(terminal.path(directory), beside.catalog);
  }

  @Command(
      name = "test",
      description =
          "Runs a plan with the real drivers, without a server: install, observe, install again, remove, observe.",
      footer = {
        "",
        "Examples:",
        "  sutler author test notes --param greeting=hello",
        "  sutler author test notes -o json"
      })
  int test(
      @Mixin Help help,
      @Mixin Params params,
      @Mixin Here.Beside beside,
      @Mixin Here.Result result,
      @Parameters(paramLabel = "DIRECTORY", description = "holds plan.yaml") String directory) {
    return new Workbench(terminal, result).test(terminal.path(directory), params, beside.catalog);
  }
}
