package io.sutler.api.v1;

import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import io.sutler.intent.ManageOffers;
import io.sutler.view.ShowOffers;
import io.sutler.wire.KeyPair;
import io.sutler.wire.KeyPairRequest;
import java.util.List;

/** A project's public SSH keys. */
record KeyRoutes(ManageOffers manage, ShowOffers show) implements Resource {
  private static final String ALL = "/projects/{project}/keys";
  private static final String ONE = ALL + "/{key}";

  @Override
  public List<Route> routes() {
    return List.of(
        new Route("GET", ALL, this::list),
        new Route("PUT", ONE, this::put),
        new Route("DELETE", ONE, this::remove));
  }

  private Answer list(Ask ask) {
    return Answer.ok(Paging.whole(show.keys(ask.caller(), ask.path("project")), KeyRoutes::wire));
  }

  private Answer put(Ask ask) {
    var body = ask.body(KeyPairRequest.class);
    return Answer.ok(
        wire(manage.putKey(ask.caller(), ask.path("project"), ask.path("key"), body.publicKey())));
  }

  private Answer remove(Ask ask) {
    manage.removeKey(ask.caller(), ask.path("project"), ask.path("key"));
    return Answer.done();
  }

  private static KeyPair wire(io.sutler.domain.KeyPair key) {
    return new KeyPair(key.name(), key.publicKey(), key.createdAt());
  }
}
