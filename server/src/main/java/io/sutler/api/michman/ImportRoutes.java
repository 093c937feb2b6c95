package io.sutler.api.michman;

import io.sutler.access.Caller;
import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import io.sutler.domain.Refusal;
import java.util.List;

/** {@code /import}: takes over the tables of Michman's database, for {@code sutler import}. */
record ImportRoutes(Face face, TakeOver.Things things) {
  private static final int MOST_BYTES = 64 << 20;

  List<Route> routes() {
    return List.of(face.route("POST", "/import", this::take));
  }

  private Answer take(Ask ask, Caller caller) {
    if (!caller.admin()) {
      throw new Refusal(
          Refusal.Kind.FORBIDDEN, "forbidden", "this is for administrators: ask one to do it");
    }
    var tables = Tables.of(ask.anyBytes(MOST_BYTES));
    var done = new TakeOver(things, caller, ask.flag("dry_run", false)).run(tables);
    return Envelope.ok(ask, done);
  }
}
