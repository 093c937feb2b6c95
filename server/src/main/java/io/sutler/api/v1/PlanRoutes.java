package io.sutler.api.v1;

import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import io.sutler.intent.PublishPlans;
import io.sutler.view.ShowPlans;
import io.sutler.wire.Published;
import io.sutler.wire.Validation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The catalogue: everybody's, or one project's. */
record PlanRoutes(PublishPlans publish, ShowPlans show, Scope scope) implements Resource {
  private static final String ZIP = "application/zip";
  private static final int MOST_BYTES = 10 << 20;

  @Override
  public List<Route> routes() {
    var all = scope.prefix() + "/plans";
    var one = all + "/{plan}";
    return List.of(
        new Route("GET", all, this::list),
        new Route("POST", all, this::publish),
        new Route("POST", all + ":validate", this::validate),
        new Route("GET", one, this::get),
        new Route("GET", one + "/bundle", this::bundle));
  }

  private Answer list(Ask ask) {
    var project = scope.project(ask);
    return Answer.ok(
        Paging.whole(show.list(ask.caller(), project), plan -> PlanWire.of(plan, project)));
  }

  private Answer get(Ask ask) {
    var project = scope.project(ask);
    return Answer.ok(PlanWire.of(show.show(ask.caller(), project, ask.path("plan")), project));
  }

  private Answer bundle(Ask ask) {
    return new Answer.Bytes(
        ZIP, show.bundle(ask.caller(), scope.project(ask), ask.path("plan")), Map.of());
  }

  private Answer publish(Ask ask) {
    var project = scope.project(ask);
    var made = publish.publish(ask.caller(), project, ask.bytes(ZIP, MOST_BYTES));
    var body = new Published(PlanWire.of(made.plan(), project), made.created(), List.of());
    if (!made.created()) {
      return Answer.ok(body);
    }
    var at =
        "%s%s/plans/%s@%s"
            .formatted(
                V1.PREFIX,
                project.map(p -> "/projects/" + p).orElse(""),
                made.plan().name(),
                made.plan().version());
    return new Answer.Data(201, body, Map.of("Location", at));
  }

  private Answer validate(Ask ask) {
    var faults = publish.validate(ask.caller(), scope.project(ask), ask.bytes(ZIP, MOST_BYTES));
    return Answer.ok(
        new Validation(
            faults.isEmpty(),
            Optional.empty(),
            Optional.empty(),
            PlanWire.faults(faults),
            List.of()));
  }
}
