package io.sutler.app;

import io.sutler.api.HttpConfig;
import io.sutler.api.HttpServer;
import io.sutler.api.Metrics;
import io.sutler.api.Route;
import io.sutler.api.michman.Entry;
import io.sutler.api.michman.Journal;
import io.sutler.api.michman.Michman;
import io.sutler.api.michman.Site;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Where Michman's API is found: under a prefix, and at the root of a port of its own. */
final class MichmanFace {
  private static final String FACE = "michman";

  private MichmanFace() {}

  /** Beside the native API, for those with a token of this Sutler or who sign in. */
  static List<Route> beside(Settings settings, Rooms rooms, InstantSource clock, Journal journal) {
    var entry = new MichmanEntry(settings, rooms, clock).beside();
    return routes(settings, rooms, entry, journal).stream()
        .map(route -> route.under("/" + FACE))
        .toList();
  }

  /** Empty unless it is wanted. */
  static Optional<HttpServer> own(
      Settings settings, Rooms rooms, Metrics metrics, InstantSource clock, Journal journal) {
    var wanted = settings.michman();
    if (wanted.port() == 0) {
      return Optional.empty();
    }
    var given = settings.http();
    var config =
        new HttpConfig(
            given.host(), wanted.port(), given.maxBody(), given.requestsPerSecond(), given.grace());
    var entry = new MichmanEntry(settings, rooms, clock).own();
    return Optional.of(
        new HttpServer(
            config,
            routes(settings, rooms, entry, journal),
            rooms.authenticate()::byToken,
            metrics,
            clock));
  }

  private static List<Route> routes(Settings settings, Rooms rooms, Entry entry, Journal journal) {
    var site = settings.site();
    return Michman.routes(
        rooms.michmanWriters(),
        rooms.michmanReaders(),
        entry,
        new Site(site.region(), site.vars(), rooms.keeper(site)),
        journal);
  }
}
