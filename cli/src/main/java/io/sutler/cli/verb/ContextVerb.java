package io.sutler.cli.verb;

import io.sutler.cli.context.Contexts;
import io.sutler.cli.print.Data;
import io.sutler.cli.print.Table;
import io.sutler.cli.terminal.Exit;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "context",
    description = "The servers that commands can mean; up, demo and login make them.",
    footer = {"", "Examples:", "  sutler context list", "  sutler context use local"})
public final class ContextVerb {
  @Mixin Help help = new Help();

  @Command(
      name = "list",
      aliases = "ls",
      description = "Lists them; the star marks the one in use.",
      footer = {"", "Example:", "  sutler context list"})
  int list(@Mixin Common common) {
    var session = common.session();
    var contexts = new Contexts(session.terminal());
    var current = contexts.current();
    var data = Data.object();
    var items = data.putArray("items");
    var table = new Table("", "NAME", "SERVER", "PROJECT", "DATA");
    for (var context : contexts.all()) {
      var used = Optional.of(context).equals(current);
      items
          .addObject()
          .put("name", context.name())
          .put("server", context.server().toString())
          .put("project", context.project())
          .put("current", used);
      table.row(
          used ? "*" : "",
          context.name(),
          context.server(),
          context.project(),
          context.data().orElse("-"));
    }
    session.print(
        data,
        "items[*].name",
        () ->
            table.isEmpty()
                ? java.util.List.of("no contexts yet: sutler up, or sutler login URL")
                : table.lines());
    return Exit.OK;
  }

  @Command(
      name = "use",
      description = "Makes it the one that commands mean.",
      footer = {"", "Example:", "  sutler context use local"})
  int use(
      @Mixin Common common,
      @Parameters(paramLabel = "NAME", description = "see: sutler context list") String name) {
    new Contexts(common.terminal()).use(name);
    common.session().say("commands mean " + name + " from now on");
    return Exit.OK;
  }

  @Command(
      name = "remove",
      description = "Forgets one, and its token.",
      footer = {"", "Example:", "  sutler context remove work"})
  int remove(
      @Mixin Common common,
      @Parameters(paramLabel = "NAME", description = "see: sutler context list") String name) {
    var session = common.session();
    new Contexts(common.terminal()).remove(name);
    session.say("forgot " + name);
    return Exit.OK;
  }
}
