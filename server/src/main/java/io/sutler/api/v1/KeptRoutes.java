package io.sutler.api.v1;

import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import io.sutler.intent.ManageRetained;
import io.sutler.view.Kept;
import io.sutler.view.ShowProjects;
import io.sutler.wire.Retained;
import java.util.List;

/** Storage kept after its deployment. */
record KeptRoutes(ManageRetained manage, ShowProjects show) implements Resource {
  private static final String ALL = "/projects/{project}/retained";

  @Override
  public List<Route> routes() {
    return List.of(
        new Route("GET", ALL, this::list), new Route("DELETE", ALL + "/{retained}", this::remove));
  }

  private Answer list(Ask ask) {
    return Answer.ok(
        Paging.whole(show.retained(ask.caller(), ask.path("project")), KeptRoutes::wire));
  }

  private static Retained wire(Kept kept) {
    var r = kept.storage();
    return new Retained(
        r.id(),
        r.name(),
        r.fromName(),
        r.component(),
        r.plan(),
        r.region(),
        r.bytes(),
        r.since(),
        r.expires(),
        kept.hourly(),
        kept.cost());
  }

  private Answer remove(Ask ask) {
    manage.remove(ask.caller(), ask.path("project"), ask.path("retained"));
    return Answer.done();
  }
}
