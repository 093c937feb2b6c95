package io.sutler.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cli.http.Client;
import io.sutler.cli.print.Data;
import io.sutler.cli.print.Plain;
import io.sutler.cli.print.Table;
import io.sutler.cli.terminal.Exit;
import io.sutler.cli.terminal.Terminal;
import io.sutler.wire.Finding;
import java.util.List;

/** Shows what a region's check found. */
final class CheckRegion {
  private CheckRegion() {}

  static int run(Session session, String name) {
    var page =
        session.client().list(session.inProject("/regions/" + Client.segment(name) + "/check"));
    var terminal = session.terminal();
    session.print(page, "items[*].question", () -> lines(terminal, page, name));
    for (var finding : page.path("items")) {
      if (!finding.path("good").asBoolean()) {
        return Exit.FAILED;
      }
    }
    return Exit.OK;
  }

  private static List<String> lines(Terminal terminal, JsonNode page, String name) {
    var table = new Table("", "WHAT", "ANSWER");
    for (var item : page.path("items")) {
      var finding = Data.as(item, Finding.class);
      table.row(
          finding.good()
              ? terminal.paint(Terminal.Style.GREEN, "ok")
              : terminal.paint(Terminal.Style.RED, "no"),
          finding.question(),
          Plain.inert(finding.answer()));
    }
    return table.isEmpty()
        ? List.of("nothing is needed of region " + name)
        : table.lines(terminal.room());
  }
}
