package io.sutler.control;

import io.sutler.domain.Region;
import io.sutler.driver.Driver;
import io.sutler.driver.Marks;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
  private final Map<String, Watch> open = new HashMap<>();

  /** Of a region as it was when the watch was opened. */
  private record Watch(Region region, AutoCloseable watch) {}

  Watches(House house, Set<String> places, Marks marks) {
    this.house = house;
    this.places = places;
    this.marks = marks;
  }

  /** Opens watches over regions that are new or were changed, and closes those that are gone. */
  synchronized void refresh() {
    var gone = new HashSet<>(open.keySet());
    for (var region : house.tools().store().plans().regions(Optional.empty())) {
      if (!places.contains(region.place())) {
        continue;
      }
      for (Driver driver : house.drivers().values()) {
        var name = driver.traits().name() + "\n" + region.name();
        gone.remove(name);
        var standing = open.get(name);
        if (standing == null || !standing.region().equals(region)) {
          close(name);
          open.put(name, new Watch(region, driver.watch(house.view(region), marks)));
        }
      }
    }
    gone.forEach(this::close);
  }

  private void close(String name) {
    var standing = open.remove(name);
    if (standing == null) {
      return;
    }
    try {
      standing.watch().close();
    } catch (Exception e) {
      LOG.log(Level.FINE, "a watch did not close", e);
    }
  }

  @Override
  public synchronized void close() {
    List.copyOf(open.keySet()).forEach(this::close);
  }
}
