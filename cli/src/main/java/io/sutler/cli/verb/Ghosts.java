package io.sutler.cli.verb;

import io.sutler.cli.http.Client;
import io.sutler.cli.print.Data;
import io.sutler.cli.print.Plain;
import io.sutler.cli.print.Table;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Terminal;
import io.sutler.wire.Ghost;
import io.sutler.wire.GhostPage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "ghosts",
    description = {
      "Lists what carries Sutler's tag and is neither declared nor kept, with its price (admins).",
      "A region may have it removed by itself: --setting 'ghosts={\"remove_after\": \"24h\"}'"
    },
    footer = {"", "Examples:", "  sutler ghosts", "  sutler ghosts remove ID"})
public final class Ghosts implements Callable<Integer> {
  @Mixin Common common;

  public Ghosts(Terminal terminal) {
    this.common = new Common(terminal);
  }

  @Override
  public Integer call() {
    return list(common);
  }

  @Command(
      name = "list",
      aliases = "ls",
      description = "Lists them.",
      footer = {"", "Example:", "  sutler ghosts list -o json"})
  int list(@Mixin Common common) {
    var session = common.session();
    var page = session.client().list("/ghosts");
    var now = session.terminal().clock().instant();
    session.print(
        page,
        "items[*].id",
        () ->
            Lines.table(
                page,
                Ghost.class,
                "no ghosts",
                new Table(
                    "ID", "REGION", "KIND", "WHAT", "OWNER", "SINCE", "HOURLY", "COST", "REMOVED"),
                (table, g) ->
                    table.row(
                        g.id(),
                        g.region(),
                        g.kind(),
                        g.detail(),
                        g.owner(),
                        Plain.age(g.since().orElse(g.knownSince()), now),
                        Lines.amount(g.hourly()),
                        Lines.amount(g.cost()),
                        Lines.until(g.removedAt(), now))));
    Data.as(page, GhostPage.class)
        .unseen()
        .forEach(u ->
            session
                .terminal()
                .err()
                .println(
                    Plain.inert(
                        "region %s was not seen by driver %s: %s"
                            .formatted(u.region(), u.driver(), u.why()))));
    return Exit.OK;
  }

  @Command(
      name = "remove",
      description = "Removes one.",
      footer = {"", "Example:", "  sutler ghosts remove ID"})
  int remove(
      @Mixin Common common,
      @Mixin Asking asking,
      @Parameters(paramLabel = "ID", description = "see: sutler ghosts") String id) {
    var session = common.session();
    asking.sure(session.terminal(), "This removes the ghost " + id + " for good");
    session.client().delete("/ghosts/" + Client.segment(id));
    session.say("removed " + id);
    return Exit.OK;
  }
}
