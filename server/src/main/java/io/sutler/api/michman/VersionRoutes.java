package io.sutler.api.michman;

import io.sutler.access.Caller;
import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import java.util.ArrayList;
import java.util.List;

/** {@code /configs/T/versions}: versions of service types. */
record VersionRoutes(Face face, ServiceTypes types) {
  private static final String ALL = "/configs/{type}/versions";
  private static final String ONE = ALL + "/{version}";

  List<Route> routes() {
    return List.of(
        face.route("GET", ALL, this::list),
        face.route("POST", ALL, this::create),
        face.route("GET", ONE, this::get),
        face.route("PUT", ONE, this::change),
        face.route("DELETE", ONE, this::remove));
  }

  private Answer list(Ask ask, Caller caller) {
    return Envelope.ok(ask, types.get(caller, ask.path("type")).versions());
  }

  /** Answers with the whole service type, as the original does. */
  private Answer create(Ask ask, Caller caller) {
    var asked = GoJson.body(ask, ServiceVersion.class);
    return Envelope.created(
        ask,
        types.change(
            caller,
            ask.path("type"),
            type -> {
              var version = Generated.version(type.type(), asked);
              CheckServiceType.version(type.type(), version);
              types.requireNeeds(caller, List.of(version));
              if (type.versions().stream().anyMatch(v -> v.version().equals(version.version()))) {
                throw Fault.exists("service type version", version.version());
              }
              var versions = new ArrayList<>(type.versions());
              versions.add(version);
              return type.withVersions(versions);
            }));
  }

  private Answer get(Ask ask, Caller caller) {
    var type = types.get(caller, ask.path("type"));
    return Envelope.ok(ask, ServiceTypes.version(type, ask.path("version")));
  }

  private Answer change(Ask ask, Caller caller) {
    var asked = GoJson.body(ask, ServiceVersion.class);
    requireSame("ID", asked.id().isEmpty());
    requireSame("Version", asked.version().isEmpty());
    requireSame("Configs", asked.configs().isEmpty());
    requireSame("Dependencies", asked.dependencies().isEmpty());
    var type =
        types.changeVersion(
            caller,
            ask.path("type"),
            ask.path("version"),
            old ->
                new ServiceVersion(
                    old.id(),
                    old.version(),
                    Given.or(asked.description(), old.description()),
                    old.configs(),
                    Given.or(asked.downloadUrl(), old.downloadUrl()),
                    old.dependencies()));
    return Envelope.ok(ask, ServiceTypes.version(type, ask.path("version")));
  }

  private static void requireSame(String field, boolean same) {
    if (!same) {
      throw new Fault(
          Fault.Class.UNMODIFIABLE,
          "service type version field '%s' can't be modified".formatted(field));
    }
  }

  private Answer remove(Ask ask, Caller caller) {
    var unused = types.removeVersion(caller, ask.path("type"), ask.path("version"));
    return Answer.done();
  }
}
