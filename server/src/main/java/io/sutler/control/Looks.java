package io.sutler.control;

import io.sutler.domain.Region;
import io.sutler.driver.Driver;
import io.sutler.driver.RegionView;
import io.sutler.driver.Sight;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Looks at regions, one look for all who want one at about the same time. Thread-safe. */
public final class Looks {
  private static final class Slot {
    final ReentrantLock lock = new ReentrantLock();
    volatile @org.jspecify.annotations.Nullable Sight last;
    volatile long startedNanos;
  }

  private final InstantSource clock;
  private final Map<String, Slot> slots = new ConcurrentHashMap<>();

  public Looks(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * A sight whose look began at most {@code maxAge} ago, or after this call when that is zero.
   *
   * @throws RuntimeException what the driver threw
   */
  Sight at(Driver driver, RegionView region, Duration maxAge) throws InterruptedException {
    long wanted = System.nanoTime() - maxAge.toNanos();
    var slot = slots.computeIfAbsent(name(driver, region.region()), _ -> new Slot());
    var standing = slot.last;
    if (standing != null && slot.startedNanos - wanted >= 0) {
      return standing;
    }
    slot.lock.lockInterruptibly();
    try {
      standing = slot.last;
      if (standing != null && slot.startedNanos - wanted >= 0) {
        return standing;
      }
      long started = System.nanoTime();
      var sight = driver.look(region);
      slot.last = sight;
      slot.startedNanos = started;
      return sight;
    } finally {
      slot.lock.unlock();
    }
  }

  InstantSource clock() {
    return clock;
  }

  private static String name(Driver driver, Region region) {
    return driver.traits().name() + "\n" + region.name() + "\n" + region.project();
  }
}
