package io.sutler.api.v1;

import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import io.sutler.view.ShowProjects;
import io.sutler.view.ShowUsers;
import java.util.List;

/** Who did what. */
record AuditRoutes(ShowProjects projects, ShowUsers users) implements Resource {
  @Override
  public List<Route> routes() {
    return List.of(
        new Route("GET", "/projects/{project}/audit", this::ofProject),
        new Route("GET", "/audit", this::ofNone));
  }

  private Answer ofProject(Ask ask) {
    return Answer.ok(
        Paging.of(
            projects.audit(ask.caller(), ask.path("project"), Paging.after(ask), Paging.limit(ask)),
            AccountWire::of));
  }

  private Answer ofNone(Ask ask) {
    return Answer.ok(
        Paging.of(
            users.audit(ask.caller(), Paging.after(ask), Paging.limit(ask)), AccountWire::of));
  }
}
