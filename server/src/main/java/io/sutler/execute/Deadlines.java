package io.sutler.execute;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Interrupts a step that outlived its deadline: the net below the drivers' own deadlines.
 * Thread-safe.
 */
public final class Deadlines implements AutoCloseable {
  private final ScheduledExecutorService timer;

  public Deadlines() {
    var pool =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("deadlines").factory());
    pool.setRemoveOnCancelPolicy(true);
    this.timer = pool;
  }

  /** Watches the calling thread until closed. */
  Watch watch(Duration atMost) {
    var thread = Thread.currentThread();
    var passed = new AtomicBoolean();
    var future =
        timer.schedule(
            () -> {
              passed.set(true);
              thread.interrupt();
            },
            atMost.toMillis(),
            TimeUnit.MILLISECONDS);
    return new Watch() {
      @Override
      public boolean passed() {
        return passed.get();
      }

      @Override
      public void close() {
        future.cancel(false);
      }
    };
  }

  /** A running watch. */
  interface Watch extends AutoCloseable {
    boolean passed();

    @Override
    void close();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
