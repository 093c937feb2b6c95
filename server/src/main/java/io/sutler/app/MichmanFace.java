package io.sutler.app;

import io.sutler.access.Authenticate;
import io.sutler.api.HttpConfig;
import io.sutler.api.HttpServer;
import io.sutler.api.Metrics;
import io.sutler.api.Route;
import io.sutler.api.michman.Callers;
import io.sutler.api.michman.Michman;
import io.sutler.api.michman.Site;
import io.sutler.domain.Refusal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where Michman's API is found: under a prefix, and at the root of a port of its own. */
final class MichmanFace {
  private static final String FACE = "michman";
  private static final String EVERYBODY = "admin";

  private MichmanFace() {}

  /** Beside the native API, for those with a token of this Sutler. */
  static List<Route> beside(Rooms rooms) {
    return routes(rooms, byToken(rooms.authenticate())).stream()
        .map(route -> route.under("/" + FACE))
        .toList();
  }

  /** Empty unless it is wanted. */
  static Optional<HttpServer> own(
      Settings settings, Rooms rooms, Metrics metrics, InstantSource clock) {
    var wanted = settings.michman();
    if (wanted.port() == 0) {
      return Optional.empty();
    }
    var given = settings.http();
    var config =
        new HttpConfig(
            given.host(), wanted.port(), given.maxBody(), given.requestsPerSecond(), given.grace());
    var authenticate = rooms.authenticate();
    Callers callers =
        wanted.open()
            ? ask ->
                ask.token().isEmpty()
                    ? authenticate.trusted(EVERYBODY, FACE)
                    : authenticate.byToken(ask.token(), FACE)
            : byToken(authenticate);
    return Optional.of(
        new HttpServer(config, routes(rooms, callers), authenticate::byToken, metrics, clock));
  }

  private static Callers byToken(Authenticate authenticate) {
    return ask -> {
      if (ask.token().isEmpty()) {
        throw new Refusal(
            Refusal.Kind.UNAUTHENTICATED,
            "unauthenticated",
            "sign in first: send Authorization: Bearer with a token");
      }
      return authenticate.byToken(ask.token(), FACE);
    };
  }

  private static List<Route> routes(Rooms rooms, Callers callers) {
    return Michman.routes(
        rooms.michmanWriters(), rooms.michmanReaders(), callers, new Site("local", Map.of()));
  }
}
