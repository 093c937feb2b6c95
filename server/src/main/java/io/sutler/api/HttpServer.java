package io.sutler.api;

import io.helidon.http.Method;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.encoding.gzip.GzipEncoding;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;

/** Listens, and serves the routes of every face. Thread-safe. */
public final class HttpServer implements AutoCloseable {
  private final HttpConfig config;
  private final WebServer server;
  private final AtomicBoolean open = new AtomicBoolean(true);

  /**
   * @param routes whole paths
   */
  public HttpServer(
      HttpConfig config,
      List<Route> routes,
      Authenticator authenticator,
      Metrics metrics,
      InstantSource clock) {
    this.config = config;
    var rate = new RateLimit(config.requestsPerSecond(), clock);
    var serve = new Serve(config, authenticator, rate, metrics, open::get);
    this.server =
        WebServer.builder()
            .host(config.host())
            .port(config.port())
            // its NIO socket loses the rest of a write that was taken in part: helidon issue 11353
            .useNio(false)
            .shutdownHook(false)
            .featuresDiscoverServices(false)
            .shutdownGracePeriod(config.grace())
            .contentEncoding(
                ContentEncodingContext.builder()
                    .contentEncodingsDiscoverServices(false)
                    .addContentEncoding(GzipEncoding.create())
                    .build())
            .directHandlers(beforeRouting())
            .routing(routing -> route(routing, routes, serve))
            .build();
  }

  /** What is wrong before there is a request to speak of: still a problem document. */
  private static DirectHandlers beforeRouting() {
    var handlers = DirectHandlers.builder();
    for (var type : io.helidon.http.DirectHandler.EventType.values()) {
      handlers.addHandler(type, new MalformedRequest());
    }
    return handlers.build();
  }

  private static void route(HttpRouting.Builder routing, List<Route> routes, Serve serve) {
    Map<String, TreeSet<String>> methods = new LinkedHashMap<>();
    for (var route : routes) {
      methods.computeIfAbsent(route.path(), p -> new TreeSet<>()).add(route.method());
      routing.route(
          Method.create(route.method()),
          pattern(route.path()),
          (request, response) -> serve.serve(route, request, response));
    }
    methods.forEach((path, allowed) -> {
      var refuse = new Route("ANY", path, true, ask -> wrongMethod(ask, allowed));
      routing.any(pattern(path), (request, response) -> serve.serve(refuse, request, response));
    });
    var nothing = new Route("ANY", "/*", true, ask -> nothing());
    routing.any((request, response) -> serve.serve(nothing, request, response));
  }

  /** A variable ends before a colon: after it stands what is to be done. */
  private static String pattern(String path) {
    return path.replaceAll("\\{(\\w+)}", "{$1:[^/:]+}");
  }

  private static Answer wrongMethod(Ask ask, TreeSet<String> allowed) {
    var list = String.join(", ", allowed);
    throw new HttpRefusal(
        405,
        "method-not-allowed",
        "%s is not for this path: use %s".formatted(ask.method(), list),
        Map.of("Allow", list));
  }

  private static Answer nothing() {
    throw new HttpRefusal(
        404,
        "not-found",
        "there is nothing at this path: see /api/v1/openapi.yaml for all there is");
  }

  /**
   * @throws UncheckedIOException when it cannot listen there
   */
  public void start() {
    // Helidon logs that it cannot listen and goes on without: so it is tried first
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(config.host(), config.port()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.start();
    if (!server.isRunning() || server.port() <= 0) {
      throw new UncheckedIOException(new BindException("somebody else was faster"));
    }
  }

  /** The port it listens at, once started. */
  public int port() {
    return server.port();
  }

  /** Ends event streams, waits for requests that go on, then stops listening. */
  @Override
  public void close() {
    open.set(false);
    server.stop();
  }
}
