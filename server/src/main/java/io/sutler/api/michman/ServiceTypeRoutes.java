package io.sutler.api.michman;

import io.sutler.access.Caller;
import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/** {@code /configs}: service types. */
record ServiceTypeRoutes(Face face, ServiceTypes types) {
  private static final String ONE = "/configs/{type}";

  List<Route> routes() {
    return List.of(
        face.route("GET", "/configs", this::list),
        face.route("POST", "/configs", this::create),
        face.route("GET", ONE, this::get),
        face.route("PUT", ONE, this::change),
        face.route("DELETE", ONE, this::remove));
  }

  private Answer list(Ask ask, Caller caller) {
    boolean full = isFull(ask, "full");
    return Envelope.ok(ask, types.all(caller).stream().map(t -> full ? t : summary(t)).toList());
  }

  private Answer create(Ask ask, Caller caller) {
    return Envelope.created(ask, types.create(caller, GoJson.body(ask, ServiceType.class)));
  }

  private Answer get(Ask ask, Caller caller) {
    boolean full = isFull(ask, "summary");
    var type = types.get(caller, ask.path("type"));
    return Envelope.ok(ask, full ? type : summary(type));
  }

  private static boolean isFull(Ask ask, String otherwise) {
    return switch (ask.query("view").orElse(otherwise)) {
      case "full" -> true;
      case "summary" -> false;
      default ->
          throw new Fault(
              Fault.Class.INCORRECT_INPUT,
              "bad view param. Supported query variables for view parameter are 'full' and"
                  + " 'summary', 'summary' is default");
    };
  }

  private static ServiceType summary(ServiceType t) {
    return new ServiceType(
        t.id(),
        t.type(),
        t.description(),
        List.of(),
        t.defaultVersion(),
        t.kind(),
        t.accessPort(),
        List.of(),
        List.of());
  }

  /** Empty fields stay as they were. */
  private Answer change(Ask ask, Caller caller) {
    var asked = GoJson.body(ask, ServiceType.class);
    requireSame("ID", asked.id().isEmpty());
    requireSame("Type", asked.type().isEmpty() || asked.type().equals(ask.path("type")));
    requireSame("Versions", asked.versions().isEmpty());
    return Envelope.ok(
        ask,
        types.change(
            caller,
            ask.path("type"),
            old -> {
              var changed =
                  new ServiceType(
                      old.id(),
                      old.type(),
                      Given.or(asked.description(), old.description()),
                      old.versions(),
                      Given.or(asked.defaultVersion(), old.defaultVersion()),
                      Given.or(asked.kind(), old.kind()),
                      asked.accessPort() == 0 ? old.accessPort() : asked.accessPort(),
                      more(asked.ports(), old.ports(), ServicePort::port),
                      asked.healthCheck().isEmpty() ? old.healthCheck() : asked.healthCheck());
              CheckServiceType.whole(changed);
              return changed;
            }));
  }

  /** What is asked, and what there was besides: nothing is taken away by a change. */
  static <T> List<T> more(List<T> asked, List<T> old, Function<T, Object> key) {
    var all = new LinkedHashMap<Object, T>();
    asked.forEach(one -> all.put(key.apply(one), one));
    old.forEach(one -> all.putIfAbsent(key.apply(one), one));
    return List.copyOf(all.values());
  }

  private static void requireSame(String field, boolean same) {
    if (!same) {
      throw new Fault(
          Fault.Class.UNMODIFIABLE, "service type field '%s' can't be modified".formatted(field));
    }
  }

  private Answer remove(Ask ask, Caller caller) {
    types.remove(caller, ask.path("type"));
    return Answer.done();
  }
}
