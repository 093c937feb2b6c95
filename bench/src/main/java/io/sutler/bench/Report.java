package io.sutler.bench;

import io.sutler.json.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prints results, a line each. Thread-safe. */
final class Report {
  private final String bench;
  private final boolean json;

  Report(String bench, boolean json) {
    this.bench = bench;
    this.json = json;
  }

  /** {@code facts} alternates names and values. */
  void line(Object... facts) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("bench", bench);
    for (int i = 0; i + 1 < facts.length; i += 2) {
      line.put(String.valueOf(facts[i]), facts[i + 1]);
    }
    if (json) {
      System.out.println(Json.write(line));
    } else {
      var text = new StringBuilder();
      line.forEach((k, v) -> text.append(k).append('=').append(v).append("  "));
      System.out.println(text.toString().strip());
    }
  }

  static double percentile(long[] nanos, double p) {
    var sorted = nanos.clone();
    Arrays.sort(sorted);
    int at = (int) Math.min(sorted.length - 1, Math.floor(p / 100 * sorted.length));
    return Math.round(sorted[at] / 1e4) / 100.0;
  }

  static double median(double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return Math.round(sorted[sorted.length / 2] * 100) / 100.0;
  }
}
