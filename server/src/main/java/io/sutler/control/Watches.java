package io.sutler.control;

import io.sutler.driver.Driver;
import io.sutler.driver.Marks;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps every driver's watch over every region that this server can reach. Thread-safe. */
final class Watches implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Watches.class.getName());
  private final House house;
  private final Set<String> places;
  private final Marks marks;
  private final Map<String, AutoCloseable> open = new HashMap<>();

  Watches(House house, Set<String> places, Marks marks) {
    this.house = house;
    this.places = places;
    this.marks = marks;
  }

  /** Opens watches over regions that are new. */
  synchronized void refresh() {
    for (var region : house.tools().store().plans().regions(Optional.empty())) {
      if (!places.contains(region.place())) {
        continue;
      }
      for (Driver driver : house.drivers().values()) {
        open.computeIfAbsent(
            driver.traits().name() + "\n" + region.name(),
            _ -> driver.watch(house.view(region), marks));
      }
    }
  }

  @Override
  public synchronized void close() {
    for (var watch : open.values()) {
      try {
        watch.close();
      } catch (Exception e) {
        LOG.log(Level.FINE, "a watch did not close", e);
      }
    }
    open.clear();
  }
}
