package io.sutler.bench;

import java.time.Duration;

/** New no-op deployments a second, from command to observed, all durable, in process. */
final class ConvergeBench {
  private ConvergeBench() {}

  static void run(Flags flags, Report report) throws Exception {
    int inFlight = (int) flags.number("in-flight", 256);
    int count = (int) flags.number("deployments", 20_000);
    int repeats = (int) flags.number("repeats", 3);
    for (var kind : flags.stores()) {
      try (var database = Databases.of(kind);
          var rig = new Rig(database)) {
        rig.start(Duration.ofMinutes(10));
        converge(rig, "warm", count, inFlight);
        var rates = new double[repeats];
        var p50 = new double[repeats];
        var p99 = new double[repeats];
        var cpu = new double[repeats];
        for (int r = 0; r < repeats; r++) {
          long spent = OwnCpu.nanos();
          long began = System.nanoTime();
          var nanos = converge(rig, "d" + r, count, inFlight);
          rates[r] = count / ((System.nanoTime() - began) / 1e9);
          cpu[r] = (OwnCpu.nanos() - spent) / 1e3 / count;
          p50[r] = Report.percentile(nanos, 50);
          p99[r] = Report.percentile(nanos, 99);
        }
        report.line(
            "store", kind,
            "inFlight", inFlight,
            "deploymentsPerSecond", Math.round(Report.median(rates)),
            "cpuMicrosEach", Report.median(cpu),
            "acceptedToObservedP50Ms", Report.median(p50),
            "acceptedToObservedP99Ms", Report.median(p99));
      }
    }
  }

  private static long[] converge(Rig rig, String prefix, int count, int inFlight)
      throws InterruptedException {
    var arrivals = new Arrivals(rig);
    return Callers.run(inFlight, count, i -> arrivals.installAndWait(prefix + "-" + i));
  }
}
