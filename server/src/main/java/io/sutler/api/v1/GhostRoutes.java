package io.sutler.api.v1;

import io.sutler.access.Access;
import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import io.sutler.domain.Refusal;
import io.sutler.json.Json;
import io.sutler.view.Ghosts;
import io.sutler.wire.Ghost;
import java.util.List;

/** What carries our tag and nobody declared. */
record GhostRoutes(Ghosts ghosts, Access access) implements Resource {
  @Override
  public List<Route> routes() {
    return List.of(
        new Route("GET", "/ghosts", this::list),
        new Route("DELETE", "/ghosts/{ghost}", this::remove));
  }

  private Answer list(Ask ask) throws InterruptedException {
    access.requireAdmin(ask.caller());
    return Answer.ok(Paging.whole(ghosts.list(), GhostRoutes::wire));
  }

  private Answer remove(Ask ask) throws InterruptedException {
    access.requireAdminWrite(ask.caller());
    var id = ask.path("ghost");
    for (var ghost : ghosts.list()) {
      if (id(ghost).equals(id)) {
        ghosts
            .remove(ghost)
            .ifPresent(why -> {
              throw new Refusal(Refusal.Kind.CONFLICT, "not-removed", why);
            });
        return Answer.done();
      }
    }
    throw Refusal.notFound("ghost", id);
  }

  private static Ghost wire(Ghosts.Ghost ghost) {
    return new Ghost(
        id(ghost),
        ghost.region(),
        ghost.driver(),
        ghost.kind(),
        ghost.handle(),
        ghost.owner().text(),
        ghost.detail(),
        ghost.since());
  }

  /** The same thing has the same id at each look. */
  private static String id(Ghosts.Ghost ghost) {
    return Json.digest(List.of(ghost.region(), ghost.driver(), ghost.kind(), ghost.handle()))
        .substring(0, 24);
  }
}
