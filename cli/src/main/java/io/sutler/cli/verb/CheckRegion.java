package io.sutler.cli.verb;

import io.sutler.cli.http.Client;
import io.sutler.cli.print.Table;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Terminal;
import io.sutler.wire.Finding;

/** Shows what a region's check found. */
final class CheckRegion {
  private CheckRegion() {}

  static int run(Session session, String name) {
    var page =
        session.client().list(session.inProject("/regions/" + Client.segment(name) + "/check"));
    var terminal = session.terminal();
    session.print(
        page,
        "items[*].question",
        () ->
            Lines.table(
                page,
                Finding.class,
                "nothing is needed of region " + name,
                new Table("", "WHAT", "ANSWER"),
                (table, f) ->
                    table.row(
                        f.good()
                            ? terminal.paint(Terminal.Style.GREEN, "ok")
                            : terminal.paint(Terminal.Style.RED, "no"),
                        f.question(),
                        f.answer())));
    for (var finding : page.path("items")) {
      if (!finding.path("good").asBoolean()) {
        return Exit.FAILED;
      }
    }
    return Exit.OK;
  }
}
