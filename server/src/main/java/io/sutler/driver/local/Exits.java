package io.sutler.driver.local;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Notices at once that a process ended, whether it is our child or not. One thread waits for all of
 * them on their pidfds; those that cannot have one are looked at every 100 ms. Thread-safe.
 */
public final class Exits {
  private static final int LOOK_AGAIN_MILLIS = 100;
  private static final int FOREVER = -1;

  private record Watched(Proc.Id process, int descriptor, Runnable then) {}

  private final Map<Long, Watched> watched = new ConcurrentHashMap<>();
  private final Map<Long, Watched> polled = new ConcurrentHashMap<>();
  private final AtomicLong keys = new AtomicLong();
  private final int epoll = Linux.epoll();

  private static final class TheOne {
    static final Exits EXITS = new Exits();
  }

  private Exits() {
    Thread.ofPlatform().daemon().name("process-exits").start(this::waitForDescriptors);
    Thread.ofVirtual().name("process-exits-polled").start(this::look);
  }

  /** The one of this program. */
  public static Exits get() {
    return TheOne.EXITS;
  }

  /** Runs {@code then} once, soon after the process ended, or now if it has; close to forget. */
  public AutoCloseable onExit(Proc.Id process, Runnable then) {
    long key = keys.incrementAndGet();
    int descriptor = Linux.pidfd(process.pid());
    var entry = new Watched(process, descriptor, then);
    var place = descriptor < 0 ? polled : watched;
    place.put(key, entry);
    // the descriptor may be of a younger process with the same number
    if (!process.isAlive() || (descriptor >= 0 && !Linux.watch(epoll, descriptor, key))) {
      if (process.isAlive()) {
        forget(key);
        polled.put(key, new Watched(process, -1, then));
      } else {
        fire(key);
      }
    }
    return () -> forget(key);
  }

  /** Whether the process ended within the time. */
  public boolean await(Proc.Id process, Duration time) throws InterruptedException {
    var gone = new CountDownLatch(1);
    var registration = onExit(process, gone::countDown);
    try {
      return gone.await(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS);
    } finally {
      forget(registration);
    }
  }

  private static void forget(AutoCloseable registration) {
    try {
      registration.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean forget(long key) {
    var entry = watched.remove(key);
    if (entry != null) {
      Linux.close(entry.descriptor());
    }
    return entry != null | polled.remove(key) != null;
  }

  private void fire(long key) {
    var entry = watched.containsKey(key) ? watched.get(key) : polled.get(key);
    if (entry != null && forget(key)) {
      Thread.ofVirtual().start(entry.then());
    }
  }

  private void waitForDescriptors() {
    while (true) {
      Linux.await(epoll, FOREVER).forEach(this::fire);
    }
  }

  private void look() {
    try {
      while (true) {
        Thread.sleep(LOOK_AGAIN_MILLIS);
        polled.forEach((key, entry) -> {
          if (!entry.process().isAlive()) {
            fire(key);
          }
        });
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
