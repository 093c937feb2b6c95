package io.sutler.api.v1;

import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import io.sutler.domain.Refusal;
import io.sutler.intent.ManageSecrets;
import io.sutler.view.ShowProjects;
import io.sutler.wire.Revealed;
import io.sutler.wire.Secret;
import io.sutler.wire.SecretRequest;
import java.util.List;

/** Users' own secrets, and the audited reveal of outputs. */
record SecretRoutes(ManageSecrets manage, ShowProjects show) implements Resource {
  private static final String ALL = "/projects/{project}/secrets";
  private static final String ONE = ALL + "/{secret}";

  @Override
  public List<Route> routes() {
    return List.of(
        new Route("GET", ALL, this::list),
        new Route("PUT", ONE, this::put),
        new Route("DELETE", ONE, this::remove),
        new Route("POST", DeploymentRoutes.ONE + "/outputs/{output}:reveal", this::reveal));
  }

  private Answer list(Ask ask) {
    return Answer.ok(Paging.whole(show.secrets(ask.caller(), ask.path("project")), Secret::new));
  }

  private Answer put(Ask ask) {
    var body = ask.body(SecretRequest.class);
    if (body.value().isPresent() == body.vault().isPresent()) {
      throw Refusal.invalid("/value", "give either value or vault");
    }
    body.value()
        .ifPresent(v -> manage.put(ask.caller(), ask.path("project"), ask.path("secret"), v));
    body.vault()
        .ifPresent(v -> manage.refer(ask.caller(), ask.path("project"), ask.path("secret"), v));
    return Answer.done();
  }

  private Answer remove(Ask ask) {
    manage.remove(ask.caller(), ask.path("project"), ask.path("secret"));
    return Answer.done();
  }

  private Answer reveal(Ask ask) {
    var name = ask.path("output");
    return Answer.ok(
        new Revealed(
            name,
            manage.revealOutput(ask.caller(), ask.path("project"), ask.path("deployment"), name)));
  }
}
