package io.sutler.api.v1;

import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.EventLine;
import io.sutler.api.Route;
import io.sutler.view.Follow;
import io.sutler.view.ShowDeployments;
import io.sutler.wire.Gone;
import java.time.Duration;
import java.util.List;

/** Deployments as they change, as server-sent events. */
record WatchRoutes(Follow follow, ShowDeployments show) implements Resource {
  /** Short, so that a stopping server is noticed. */
  private static final Duration WAIT = Duration.ofSeconds(1);

  private static final int QUIET_ROUNDS = 15;

  @Override
  public List<Route> routes() {
    return List.of(
        new Route("GET", DeploymentRoutes.ONE + "/events", this::one),
        new Route("GET", "/projects/{project}/events", this::project));
  }

  private Answer one(Ask ask) {
    var seen = ask.header("Last-Event-ID").orElse("");
    var place = follow.deployment(ask.caller(), ask.path("project"), ask.path("deployment"), seen);
    return new Answer.Events(line -> tell(line, place));
  }

  private static void tell(EventLine line, Follow.DeploymentFollow place)
      throws InterruptedException {
    for (int quiet = 1; line.open(); quiet++) {
      var event = place.next(WAIT);
      if (event.isPresent()) {
        quiet = 0;
        switch (event.get()) {
          case Follow.Event.Changed changed ->
              line.send(changed.state(), "deployment", DeploymentWire.of(changed.deployment()));
          case Follow.Event.Gone gone -> {
            line.send("", "gone", new Gone(gone.last().id().value(), gone.last().name()));
            return;
          }
        }
      } else if (quiet % QUIET_ROUNDS == 0) {
        line.beat();
      }
    }
  }

  private Answer project(Ask ask) {
    var watch =
        new ProjectWatch(
            new ProjectWatch.Source(follow, show),
            ask.caller(),
            ask.path("project"),
            ask.header("Last-Event-ID").orElse(""));
    watch.look();
    return new Answer.Events(watch::tell);
  }
}
