package io.sutler.control;

import io.sutler.domain.ProjectId;
import io.sutler.domain.Region;
import io.sutler.driver.Driver;
import io.sutler.driver.RegionView;
import io.sutler.driver.Sight;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What regions are and what is in them: one look for all who want one at about the same time.
 * Thread-safe.
 */
public final class Looks {
  private static final class Slot {
    final ReentrantLock lock = new ReentrantLock();
    volatile @org.jspecify.annotations.Nullable Sight last;
    volatile long startedNanos;
  }

  private record Place(ProjectId project, String name) {}

  private record Known(long nanos, Optional<RegionView> view) {}

  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Map<Place, Known> regions = new ConcurrentHashMap<>();
  private final Map<String, Slot> slots = new ConcurrentHashMap<>();

  public Looks(InstantSource clock) {
    this(clock, System::nanoTime);
  }

  /**
   * @param nanos a clock that only goes forward
   */
  Looks(InstantSource clock, LongSupplier nanos) {
    this.nanos = nanos;
    this.clock = clock;
  }

  /**
   * A sight whose look began at most {@code maxAge} ago, or after this call when that is zero.
   *
   * @throws RuntimeException what the driver threw
   */
  Sight at(Driver driver, RegionView region, Duration maxAge) throws InterruptedException {
    long wanted = nanos.getAsLong() - maxAge.toNanos();
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
      long started = nanos.getAsLong();
      var sight = driver.look(region);
      slot.last = sight;
      slot.startedNanos = started;
      return sight;
    } finally {
      slot.lock.unlock();
    }
  }

  /** A sight whose look began at most {@code maxAge} ago, if there is one: takes none. */
  Optional<Sight> standing(Driver driver, RegionView region, Duration maxAge) {
    long wanted = nanos.getAsLong() - maxAge.toNanos();
    var slot = slots.get(name(driver, region.region()));
    return slot == null || slot.startedNanos - wanted < 0
        ? Optional.empty()
        : Optional.ofNullable(slot.last);
  }

  /**
   * A region as it stood at most {@code maxAge} ago; empty when there is none.
   *
   * @param read asks the store
   */
  Optional<RegionView> region(
      ProjectId project, String name, Duration maxAge, Supplier<Optional<RegionView>> read) {
    var wanted = nanos.getAsLong() - maxAge.toNanos();
    var key = new Place(project, name);
    var known = regions.get(key);
    if (known == null || known.nanos - wanted < 0) {
      known = new Known(nanos.getAsLong(), read.get());
      regions.put(key, known);
    }
    return known.view;
  }

  InstantSource clock() {
    return clock;
  }

  private static String name(Driver driver, Region region) {
    return driver.traits().name() + "\n" + region.name() + "\n" + region.project();
  }
}
