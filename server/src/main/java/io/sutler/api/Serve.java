package io.sutler.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.sutler.access.Caller;
import io.sutler.domain.Refusal;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out one request: id, rate, sign-in, act, answer, count. Thread-safe. */
final class Serve {
  private static final Logger LOG = LoggerFactory.getLogger(Serve.class);
  private final HttpConfig config;
  private final Authenticator authenticator;
  private final RateLimit rate;
  private final Metrics metrics;
  private final BooleanSupplier open;

  Serve(
      HttpConfig config,
      Authenticator authenticator,
      RateLimit rate,
      Metrics metrics,
      BooleanSupplier open) {
    this.config = config;
    this.authenticator = authenticator;
    this.rate = rate;
    this.metrics = metrics;
    this.open = open;
  }

  void serve(Route route, ServerRequest request, ServerResponse response) {
    long start = System.nanoTime();
    var problems = new Problems(HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
    response.header(HeaderNames.create("X-Request-Id"), problems.requestId());
    response.header(HeaderNames.create("X-Content-Type-Options"), "nosniff");
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    if (wantsClose(request)) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    var send = new Send(response, open);
    try {
      send.send(act(route, request));
    } catch (Refusal refusal) {
      send.send(problems.of(refusal));
    } catch (HttpRefusal refusal) {
      send.send(problems.of(refusal));
    } catch (UncheckedIOException left) {
      LOG.debug("{} {}: the client left", route.method(), route.path());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | StackOverflowError fault) {
      LOG.error("{} {} failed, id {}", route.method(), route.path(), problems.requestId(), fault);
      if (!response.isSent()) {
        send.send(problems.unforeseen());
      }
    } finally {
      metrics.request(route, response.status().code(), System.nanoTime() - start);
    }
    if (wantsClose(request)) {
      // the header alone does not make Helidon close it
      throw new CloseConnectionException("the client asked for it");
    }
  }

  /** Whether the client says that it sends nothing more on this connection. */
  private static boolean wantsClose(ServerRequest request) {
    return request.headers().first(HeaderNames.CONNECTION).stream()
        .flatMap(value -> Stream.of(value.split(",")))
        .anyMatch(token -> token.strip().equalsIgnoreCase("close"));
  }

  private Answer act(Route route, ServerRequest request) throws InterruptedException {
    var token = bearer(request);
    rate.take(token.orElseGet(() -> request.remotePeer().host()));
    Optional<Caller> caller =
        route.open()
            ? Optional.empty()
            : Optional.of(
                authenticator.byToken(token.orElseThrow(Serve::signInFirst), face(request)));
    return route.act().on(new Ask(request, caller, config.maxBody()));
  }

  private static Refusal signInFirst() {
    return new Refusal(
        Refusal.Kind.UNAUTHENTICATED,
        "unauthenticated",
        "sign in first: send Authorization: Bearer with a token");
  }

  static Optional<String> bearer(ServerRequest request) {
    return request
        .headers()
        .first(HeaderNames.AUTHORIZATION)
        .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
        .map(value -> value.substring(7).strip());
  }

  static String face(ServerRequest request) {
    return request
            .headers()
            .first(HeaderNames.USER_AGENT)
            .map(agent -> agent.startsWith("sutler-cli"))
            .orElse(false)
        ? "cli"
        : "v1";
  }
}
