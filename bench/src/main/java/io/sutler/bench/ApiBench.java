package io.sutler.bench;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers of the API at a fixed rate, the load coming from this process beside the server's. */
final class ApiBench {
  private static final int WARM_UP_SECONDS = 15;

  private ApiBench() {}

  static void run(Flags flags, Report report) throws Exception {
    int rate = (int) flags.number("rate", 2_000);
    int seconds = (int) flags.number("seconds", 10);
    for (var kind : flags.stores()) {
      try (var database = Databases.of(kind)) {
        Rig.seed(database, flags.number("standing", 1_000));
        run(database, kind, flags, rate, seconds, report);
      }
    }
  }

  private static void run(
      Databases database, String kind, Flags flags, int rate, int seconds, Report report)
      throws Exception {
    try (var server = ServerProcess.withNoop(database)) {
      server.ready();
      var token = server.token();
      var one = Rig.DEPLOYMENTS + "/s-1";
      var names = new AtomicInteger();
      measure(report, kind, "get-one", rate, seconds, () -> server.get(one, token));
      measure(
          report,
          kind,
          "list-page",
          rate,
          seconds,
          () -> server.get(Rig.DEPLOYMENTS + "?limit=50", token));
      measure(
          report,
          kind,
          "create",
          (int) flags.number("create-rate", 500),
          seconds,
          () ->
              server.post(
                  Rig.DEPLOYMENTS,
                  token,
                  Map.of("name", "c-" + names.incrementAndGet(), "plan", "nothing")));
    }
  }

  private interface Call {
    ServerProcess.Answer send();
  }

  private static void measure(
      Report report, String kind, String what, int rate, int seconds, Call call)
      throws InterruptedException {
    round(
        rate,
        WARM_UP_SECONDS,
        call,
        new AtomicInteger()); // the heap grows once, what is hot gets compiled
    var failed = new AtomicInteger();
    var nanos = round(rate, seconds, call, failed);
    report.line(
        "store",
        kind,
        "call",
        what,
        "ratePerSecond",
        rate,
        "p50Ms",
        Report.percentile(nanos, 50),
        "p99Ms",
        Report.percentile(nanos, 99),
        "failed",
        failed.get());
  }

  /** Open loop: each call's time counts from when it was due, not from when it could be sent. */
  private static long[] round(int rate, int seconds, Call call, AtomicInteger failed)
      throws InterruptedException {
    int count = rate * seconds;
    var nanos = new long[count];
    long began = System.nanoTime();
    var threads = new Thread[64];
    var next = new AtomicInteger();
    for (int t = 0; t < threads.length; t++) {
      threads[t] =
          Thread.ofPlatform()
              .start(() -> {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                  long due = began + i * 1_000_000_000L / rate;
                  java.util.concurrent.locks.LockSupport.parkNanos(due - System.nanoTime());
                  int code = call.send().code();
                  nanos[i] = System.nanoTime() - due;
                  if (code >= 300 || code == 0) {
                    failed.incrementAndGet();
                  }
                }
              });
    }
    for (var thread : threads) {
      thread.join();
    }
    return nanos;
  }
}
