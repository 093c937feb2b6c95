package io.sutler.bench;

import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers of the API at a fixed rate, the load coming from this process beside the server's. */
final class ApiBench {
  private ApiBench() {}

  static void run(Flags flags, Report report) throws Exception {
    int rate = (int) flags.number("rate", 2_000);
    int seconds = (int) flags.number("seconds", 10);
    var data = Files.createTempDirectory("sutler-bench");
    try (var rig = new Rig(Databases.sqliteIn(data))) {
      rig.start(java.time.Duration.ofMinutes(10));
      rig.grow(0, flags.number("standing", 1_000));
    }
    try (var server = ServerProcess.withNoop(data)) {
      server.ready();
      var token = server.token();
      var one = Rig.DEPLOYMENTS + "/s-1";
      var names = new AtomicInteger();
      measure(report, "get-one", rate, seconds, () -> server.get(one, token));
      measure(
          report,
          "list-page",
          rate,
          seconds,
          () -> server.get(Rig.DEPLOYMENTS + "?limit=50", token));
      measure(
          report,
          "create",
          (int) flags.number("create-rate", 500),
          seconds,
          () ->
              server.post(
                  Rig.DEPLOYMENTS,
                  token,
                  Map.of("name", "c-" + names.incrementAndGet(), "plan", "nothing")));
    }
    Databases.delete(data);
  }

  private interface Call {
    ServerProcess.Answer send();
  }

  private static void measure(Report report, String what, int rate, int seconds, Call call)
      throws InterruptedException {
    round(rate, 3, call, new AtomicInteger());
    var failed = new AtomicInteger();
    var nanos = round(rate, seconds, call, failed);
    report.line(
        "store",
        "sqlite",
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
