package io.sutler.api.v1;

import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import io.sutler.domain.RunId;
import io.sutler.view.ShowRuns;
import java.util.List;

/** Runs and their steps. */
record RunRoutes(ShowRuns show) implements Resource {
  @Override
  public List<Route> routes() {
    return List.of(
        new Route("GET", DeploymentRoutes.ONE + "/runs", this::list),
        new Route("GET", "/projects/{project}/runs/{run}", this::get));
  }

  private Answer list(Ask ask) {
    return Answer.ok(
        Paging.of(
            show.runs(
                ask.caller(),
                ask.path("project"),
                ask.path("deployment"),
                Paging.after(ask),
                Paging.limit(ask)),
            run -> CommandWire.of(run, List.of())));
  }

  private Answer get(Ask ask) {
    var found = show.run(ask.caller(), ask.path("project"), new RunId(ask.path("run")));
    return Answer.ok(CommandWire.of(found.run(), found.steps()));
  }
}
