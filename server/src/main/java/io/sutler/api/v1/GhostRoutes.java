package io.sutler.api.v1;

import io.sutler.access.Access;
import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import io.sutler.domain.Refusal;
import io.sutler.view.Ghosts;
import io.sutler.wire.Ghost;
import io.sutler.wire.GhostPage;
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
    var listing = ghosts.list();
    return Answer.ok(
        new GhostPage(
            listing.ghosts().stream().map(GhostRoutes::wire).toList(),
            listing.unseen().stream()
                .map(u -> new GhostPage.Unseen(u.region(), u.driver(), u.why()))
                .toList()));
  }

  private Answer remove(Ask ask) throws InterruptedException {
    access.requireAdminWrite(ask.caller());
    var id = ask.path("ghost");
    var ghost =
        ghosts.list().ghosts().stream()
            .filter(g -> g.id().equals(id))
            .findFirst()
            .orElseThrow(() -> Refusal.notFound("ghost", id));
    ghosts
        .remove(ghost, new Ghosts.By(ask.caller().name(), ask.caller().face()))
        .ifPresent(why -> {
          throw new Refusal(Refusal.Kind.CONFLICT, "not-removed", why);
        });
    return Answer.done();
  }

  private static Ghost wire(Ghosts.Ghost ghost) {
    return new Ghost(
        ghost.id(),
        ghost.region(),
        ghost.driver(),
        ghost.kind(),
        ghost.handle(),
        ghost.owner().text(),
        ghost.detail(),
        ghost.data(),
        ghost.times().made(),
        ghost.times().known(),
        ghost.times().goes(),
        ghost.hourly(),
        ghost.cost());
  }
}
