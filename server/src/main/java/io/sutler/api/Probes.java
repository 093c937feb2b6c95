package io.sutler.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What machines ask: is it alive, does it accept writes, how does it do. */
public final class Probes {
  private static final String TEXT = "text/plain; charset=utf-8";
  private final BooleanSupplier accepts;
  private final Metrics metrics;

  /**
   * @param accepts whether a write would be accepted now
   */
  public Probes(BooleanSupplier accepts, Metrics metrics) {
    this.accepts = accepts;
    this.metrics = metrics;
  }

  public List<Route> routes() {
    return List.of(
        new Route("GET", "/healthz", true, ask -> text(TEXT, "ok\n")),
        new Route("GET", "/readyz", true, ask -> ready()),
        new Route(
            "GET",
            "/metrics",
            true,
            ask -> text("text/plain; version=0.0.4; charset=utf-8", metrics.text())));
  }

  private Answer ready() {
    if (!accepts.getAsBoolean()) {
      throw new HttpRefusal(
          503,
          "not-ready",
          "the store takes no writes now, or its disk is nearly full: look at that, and at the server's log",
          Map.of("Retry-After", "1"));
    }
    return text(TEXT, "ready\n");
  }

  private static Answer text(String type, String text) {
    return new Answer.Bytes(type, text.getBytes(StandardCharsets.UTF_8), Map.of());
  }
}
