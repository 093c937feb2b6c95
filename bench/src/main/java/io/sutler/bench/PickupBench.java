package io.sutler.bench;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * From an accepted command to the first driver call, with so many deployments standing and the
 * safety resync of all of them running meanwhile.
 */
final class PickupBench {
  private PickupBench() {}

  static void run(Flags flags, Report report) throws Exception {
    int perSecond = (int) flags.number("rate", 100);
    int seconds = (int) flags.number("seconds", 15);
    var resync = Duration.ofSeconds(flags.number("resync", 600));
    for (var kind : flags.stores()) {
      for (long standing : flags.numbers("standing", "10,10000,100000")) {
        try (var database = Databases.of(kind)) {
          Rig.seed(database, standing);
          try (var rig = new Rig(database)) {
            rig.start(resync);
            rig.awaitKnown(standing);
            measure(rig, perSecond, 10);
            var nanos = measure(rig, perSecond, seconds);
            report.line(
                "store",
                kind,
                "standing",
                standing,
                "p50Ms",
                Report.percentile(nanos, 50),
                "p99Ms",
                Report.percentile(nanos, 99),
                "commands",
                nanos.length,
                "passes",
                rig.figures().getOrDefault("passes_done", 0L));
          }
        }
      }
    }
  }

  private static long[] measure(Rig rig, int perSecond, int seconds) throws InterruptedException {
    int count = perSecond * seconds;
    var acknowledged = new ConcurrentHashMap<String, Long>();
    Map<String, Long> called = new ConcurrentHashMap<>();
    var size = new AtomicInteger();
    rig.driver.onApply(c -> called.putIfAbsent(c.deployment(), System.nanoTime()));
    int round = (int) (System.nanoTime() & 0xffffff);
    long began = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long at = began + i * 1_000_000_000L / perSecond;
      while (System.nanoTime() < at) {
        Thread.sleep(0, 200_000);
      }
      var name = "p" + round + "-" + i;
      Thread.ofVirtual()
          .start(() -> {
            rig.install(name);
            acknowledged.put(name, System.nanoTime());
            size.incrementAndGet();
          });
    }
    while (size.get() < count || called.size() < count) {
      Thread.sleep(10);
    }
    return acknowledged.entrySet().stream()
        .mapToLong(e -> Math.max(0, called.getOrDefault(e.getKey(), 0L) - e.getValue()))
        .toArray();
  }
}
