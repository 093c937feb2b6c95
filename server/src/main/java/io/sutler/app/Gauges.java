package io.sutler.app;

import io.sutler.api.Metrics;
import io.sutler.control.Control;
import io.sutler.store.Store;
import java.lang.management.ManagementFactory;

/** What metrics tell besides requests. */
final class Gauges {
  private Gauges() {}

  static void add(Metrics metrics, Store store, Control control) {
    metrics.gauge("sutler_accepts", "1 when writes are accepted", () -> store.accepts() ? 1 : 0);
    metrics.gauges("sutler_store_", "Counted in the store", () -> store.reads().counts());
    metrics.gauges("sutler_control_", "Of the loop of this server", control::figures);
    metrics.gauge(
        "process_start_time_seconds",
        "When this process began",
        () -> ManagementFactory.getRuntimeMXBean().getStartTime() / 1000.0);
    metrics.gauge(
        "jvm_memory_used_bytes",
        "Heap in use",
        () -> Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
  }
}
