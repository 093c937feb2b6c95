package io.sutler.api.v1;

import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import io.sutler.intent.ManageOffers;
import io.sutler.view.ShowOffers;
import io.sutler.wire.MachineDefaults;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a project's machines are made of unless their plan says more. */
record DefaultsRoutes(ManageOffers manage, ShowOffers show) implements Resource {
  private static final String ONE = "/projects/{project}/defaults";

  @Override
  public List<Route> routes() {
    return List.of(new Route("GET", ONE, this::get), new Route("PUT", ONE, this::put));
  }

  private Answer get(Ask ask) {
    return Answer.ok(wire(show.defaults(ask.caller(), ask.path("project"))));
  }

  private Answer put(Ask ask) {
    var body = ask.body(MachineDefaults.class);
    var names = new TreeMap<String, String>();
    body.image().ifPresent(name -> names.put("image", name));
    body.master().ifPresent(name -> names.put("master", name));
    body.worker().ifPresent(name -> names.put("worker", name));
    body.storage().ifPresent(name -> names.put("storage", name));
    body.monitoring().ifPresent(name -> names.put("monitoring", name));
    manage.putDefaults(ask.caller(), ask.path("project"), names);
    return Answer.ok(body);
  }

  private static MachineDefaults wire(Map<String, String> names) {
    return new MachineDefaults(
        Optional.ofNullable(names.get("image")),
        Optional.ofNullable(names.get("master")),
        Optional.ofNullable(names.get("worker")),
        Optional.ofNullable(names.get("storage")),
        Optional.ofNullable(names.get("monitoring")));
  }
}
