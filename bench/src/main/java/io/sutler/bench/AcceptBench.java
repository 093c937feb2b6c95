package io.sutler.bench;

/** Durable commands a second, checked and accepted through intent, in process. */
final class AcceptBench {
  private AcceptBench() {}

  static void run(Flags flags, Report report) throws Exception {
    for (var kind : flags.stores()) {
      for (long callers : flags.numbers("callers", "1,64")) {
        int turns = (int) flags.number("commands", callers == 1 ? 3_000 : 20_000);
        try (var database = Databases.of(kind);
            var rig = new Rig(database)) {
          Callers.run((int) callers, turns / 4, i -> rig.install("warm-" + i));
          int repeats = (int) flags.number("repeats", 3);
          var rates = new double[repeats];
          var p50 = new double[repeats];
          var p99 = new double[repeats];
          for (int r = 0; r < repeats; r++) {
            int round = r;
            long began = System.nanoTime();
            var nanos = Callers.run((int) callers, turns, i -> rig.install("d" + round + "-" + i));
            rates[r] = turns / ((System.nanoTime() - began) / 1e9);
            p50[r] = Report.percentile(nanos, 50);
            p99[r] = Report.percentile(nanos, 99);
          }
          report.line(
              "store", kind,
              "callers", callers,
              "commandsPerSecond", Math.round(Report.median(rates)),
              "p50Ms", Report.median(p50),
              "p99Ms", Report.median(p99));
        }
      }
    }
  }
}
