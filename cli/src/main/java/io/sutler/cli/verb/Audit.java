package io.sutler.cli.verb;

import io.sutler.cli.print.Plain;
import io.sutler.cli.print.Table;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Terminal;
import io.sutler.wire.AuditRow;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "audit",
    description =
        "Who did what in a project, newest first (owners); each row carries the hash that chains it to the one before.",
    footer = {"", "Examples:", "  sutler audit", "  sutler audit --global --limit 500 -o json"})
public final class Audit implements Callable<Integer> {
  @Mixin Common common;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "how many: 50 unless said, 500 at most")
  int limit = 50;

  @Option(names = "--global", description = "what happened outside of projects (admins)")
  boolean global;

  public Audit(Terminal terminal) {
    this.common = new Common(terminal);
  }

  @Override
  public Integer call() {
    var session = common.session();
    var page =
        session.client().get((global ? "/audit" : session.inProject("/audit")) + "?limit=" + limit);
    var now = session.terminal().clock().instant();
    session.print(
        page,
        "items[*].seq",
        () ->
            Lines.table(
                page,
                AuditRow.class,
                "nothing yet",
                new Table("SEQ", "AT", "BY", "THROUGH", "DID", "TO", "OUTCOME"),
                (table, r) ->
                    table.row(
                        r.seq(),
                        Plain.time(r.at(), now),
                        r.by(),
                        r.face(),
                        r.action(),
                        r.object(),
                        r.outcome())));
    return Exit.OK;
  }
}
