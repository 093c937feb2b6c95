package io.sutler.api;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * Counts requests, and writes them and whatever gauges it was given in Prometheus' text form.
 * Thread-safe.
 */
public final class Metrics {
  private static final double[] BOUNDS = {0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10};

  private final Map<String, Requests> byRoute = new ConcurrentSkipListMap<>();
  private final Map<String, Gauge> gauges = new ConcurrentHashMap<>();

  private final Map<String, Family> families = new ConcurrentHashMap<>();

  private record Family(String help, Supplier<Map<String, Long>> values) {}

  private record Gauge(String help, DoubleSupplier value) {}

  private static final class Requests {
    final LongAdder[] buckets = new LongAdder[BOUNDS.length];
    final LongAdder count = new LongAdder();
    final LongAdder nanos = new LongAdder();

    Requests() {
      java.util.Arrays.setAll(buckets, i -> new LongAdder());
    }
  }

  /**
   * @param name as Prometheus wants it, with unit: {@code sutler_deployments}
   */
  public void gauge(String name, String help, DoubleSupplier value) {
    gauges.put(name, new Gauge(help, value));
  }

  /**
   * Gauges whose names are known only when they are read.
   *
   * @param prefix of each name
   */
  public void gauges(String prefix, String help, Supplier<Map<String, Long>> values) {
    families.put(prefix, new Family(help, values));
  }

  void request(Route route, int status, long nanos) {
    var labels =
        "method=\"%s\",route=\"%s\",code=\"%d\"".formatted(route.method(), route.path(), status);
    var requests = byRoute.computeIfAbsent(labels, l -> new Requests());
    requests.count.increment();
    requests.nanos.add(nanos);
    for (int i = 0; i < BOUNDS.length; i++) {
      if (nanos <= BOUNDS[i] * 1e9) {
        requests.buckets[i].increment();
        return;
      }
    }
  }

  /** All of it, version 0.0.4 of the text form. */
  public String text() {
    var out = new StringBuilder(4096);
    new TreeMap<>(gauges)
        .forEach((name, gauge) -> {
          head(out, name, gauge.help(), "gauge");
          out.append(name).append(' ').append(gauge.value().getAsDouble()).append('\n');
        });
    new TreeMap<>(families)
        .forEach((prefix, family) ->
            new TreeMap<>(family.values().get())
                .forEach((what, value) -> {
                  var name = prefix + what.replaceAll("[^a-zA-Z0-9_]", "_");
                  head(out, name, family.help(), "gauge");
                  out.append(name).append(' ').append(value).append('\n');
                }));
    var name = "sutler_http_request_seconds";
    head(out, name, "Time to answer, by route", "histogram");
    byRoute.forEach((labels, requests) -> histogram(out, name, labels, requests));
    return out.toString();
  }

  private static void histogram(StringBuilder out, String name, String labels, Requests requests) {
    long sum = 0;
    for (int i = 0; i < BOUNDS.length; i++) {
      sum += requests.buckets[i].sum();
      line(out, name + "_bucket", labels + ",le=\"" + BOUNDS[i] + '"', sum);
    }
    line(out, name + "_bucket", labels + ",le=\"+Inf\"", requests.count.sum());
    line(out, name + "_sum", labels, requests.nanos.sum() / 1e9);
    line(out, name + "_count", labels, requests.count.sum());
  }

  private static void head(StringBuilder out, String name, String help, String type) {
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void line(StringBuilder out, String name, String labels, Number value) {
    out.append(name).append('{').append(labels).append("} ").append(value).append('\n');
  }
}
