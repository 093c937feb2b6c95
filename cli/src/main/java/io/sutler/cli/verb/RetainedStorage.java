package io.sutler.cli.verb;

import io.sutler.cli.http.Client;
import io.sutler.cli.print.Plain;
import io.sutler.cli.print.Table;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Terminal;
import io.sutler.wire.Retained;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "retained",
    description = "Lists storage that was kept when its deployment was removed.",
    footer = {
      "",
      "Examples:",
      "  sutler retained",
      "  sutler install new-db postgresql --adopt database=orders-db-database-2026-11-21 --wait",
      "  sutler retained remove orders-db-database-2026-11-21"
    })
public final class RetainedStorage implements Callable<Integer> {
  @Mixin Common common;

  public RetainedStorage(Terminal terminal) {
    this.common = new Common(terminal);
  }

  @Override
  public Integer call() {
    return list(common);
  }

  @Command(
      name = "list",
      aliases = "ls",
      description = "Lists it.",
      footer = {"", "Example:", "  sutler retained list"})
  int list(@Mixin Common common) {
    var session = common.session();
    var page = session.client().list(session.inProject("/retained"));
    var now = session.terminal().clock().instant();
    session.print(
        page,
        "items[*].name",
        () ->
            Lines.table(
                page,
                Retained.class,
                "nothing is kept in project " + session.project(),
                new Table(
                    "NAME",
                    "FROM",
                    "COMPONENT",
                    "PLAN",
                    "REGION",
                    "SIZE",
                    "AGE",
                    "HOURLY",
                    "COST",
                    "EXPIRES"),
                (table, r) ->
                    table.row(
                        r.name(),
                        r.from(),
                        r.component(),
                        r.plan(),
                        r.region(),
                        Plain.size(r.bytes()),
                        Plain.age(r.since(), now),
                        Lines.amount(r.hourly()),
                        Lines.amount(r.cost()),
                        Lines.until(r.expires(), now))));
    return Exit.OK;
  }

  @Command(
      name = "remove",
      description = "Destroys it for good.",
      footer = {"", "Example:", "  sutler retained remove orders-db-database-2026-11-21 --yes"})
  int remove(
      @Mixin Common common,
      @Mixin Asking asking,
      @Parameters(paramLabel = "NAME", description = "see: sutler retained") String name) {
    var session = common.session();
    asking.sure(session.terminal(), "This destroys the kept data " + name + " for good");
    session.client().delete(session.inProject("/retained/" + Client.segment(name)));
    session.say(
        name
            + " is being destroyed   ("
            + session.terminal().name()
            + " retained shows it until it is gone)");
    return Exit.OK;
  }
}
