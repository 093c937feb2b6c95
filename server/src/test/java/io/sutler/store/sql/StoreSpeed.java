package io.sutler.store.sql;

import io.sutler.domain.Deployment;
import io.sutler.domain.Project;
import io.sutler.domain.Quota;
import io.sutler.domain.Run;
import io.sutler.domain.RunId;
import io.sutler.domain.Step;
import io.sutler.domain.StepState;
import io.sutler.store.Accepted;
import io.sutler.store.Fence;
import io.sutler.store.Store;
import io.sutler.store.Work;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Measures durable accepts, and no-op convergence (accept, read, begin, finish), at 1, 64 and 256
 * callers: {@code StoreSpeed sqlite|postgresql [seconds]}. Not a test.
 */
final class StoreSpeed {
  private final Store store;
  private final Project project;
  private final Given given = new Given(InstantSource.system());
  private final AtomicInteger count = new AtomicInteger();
  private final Fence[] fences = new Fence[Work.SHARDS];

  private StoreSpeed(Store store) {
    this.store = store;
    this.project = given.project(store, "demo", Quota.UNLIMITED);
    for (var fence : store.passes().lease("me", List.of("here"), Duration.ofHours(1))) {
      fences[fence.shard()] = fence;
    }
  }

  public static void main(String[] args) throws Exception {
    Database database = args[0].equals("sqlite") ? new SqliteDatabase() : new PostgresDatabase();
    var time = Duration.ofSeconds(args.length > 1 ? Long.parseLong(args[1]) : 5);
    database.empty();
    try (var store = database.open(InstantSource.system())) {
      var speed = new StoreSpeed(store);
      speed.measure("warm-up", 64, time, speed::cycle);
      for (int callers : new int[] {1, 64, 256}) {
        speed.measure("accept", callers, time, speed::accept);
        speed.measure("cycle", callers, time, speed::cycle);
      }
    }
    System.exit(0);
  }

  private Accepted.Taken accept() {
    return (Accepted.Taken)
        store.intents().accept(given.install(project, "d" + count.incrementAndGet()));
  }

  private void cycle() {
    var taken = accept();
    var snapshot = store.passes().read(taken.key()).orElseThrow();
    var fence = fences[Work.shardOf(taken.key())];
    Deployment d = snapshot.deployment();
    var run = new RunId(given.id());
    var step =
        new Step(
            run,
            0,
            "",
            "dispatch",
            "it is new",
            StepState.DONE,
            given.now(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var begun = new Run(run, d.id(), Optional.empty(), 1, "me", given.now(), Optional.empty(), "");
    if (!store.passes().begin(fence, d.key(), begun, List.of(step), List.of())
        || !store.passes().finish(fence, PassContract.observing(d.key(), snapshot.mark(), 1))) {
      throw new IllegalStateException("fenced off");
    }
  }

  private void measure(String what, int callers, Duration time, Runnable once) throws Exception {
    var done = new LongAdder();
    var cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    long end = System.nanoTime() + time.toNanos();
    var latencies = new long[callers][];
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int c = 0; c < callers; c++) {
        int caller = c;
        var unused =
            threads.submit(() -> {
              var mine = new long[200_000];
              int n = 0;
              while (System.nanoTime() < end) {
                long start = System.nanoTime();
                once.run();
                mine[n++ % mine.length] = System.nanoTime() - start;
                done.increment();
              }
              latencies[caller] = Arrays.copyOf(mine, Math.min(n, mine.length));
            });
      }
    }
    var all = Arrays.stream(latencies).flatMapToLong(Arrays::stream).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%-8s callers %3d  %8.0f/s  p50 %6.2f ms  p99 %6.2f ms  %5.0f us of CPU each%n",
        what,
        callers,
        done.sum() / (time.toMillis() / 1000.0),
        all[all.length / 2] / 1e6,
        all[(int) (all.length * 0.99)] / 1e6,
        ProcessHandle.current().info().totalCpuDuration().orElse(cpu).minus(cpu).toNanos()
            / 1e3
            / done.sum());
  }
}
