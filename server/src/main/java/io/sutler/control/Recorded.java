package io.sutler.control;

import io.sutler.domain.Deployment;
import io.sutler.driver.Driver;
import io.sutler.driver.RegionView;
import io.sutler.driver.Sight;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether what was seen in a region stands where its component is recorded. Several regions may be
 * the same machine or the same account of a cloud, and each then sees what the others have. Used
 * for one look.
 */
final class Recorded {
  private final House house;
  private final String region;
  private final Driver driver;
  private final Map<String, Optional<Sight>> elsewhere = new HashMap<>();

  Recorded(House house, String region, Driver driver) {
    this.house = house;
    this.region = region;
    this.driver = driver;
  }

  /** A component is recorded, with its place, before it is made. */
  boolean stands(Deployment d, Sight.Found found) throws InterruptedException {
    for (var r : house.tools().store().reads().components(d.key())) {
      boolean its =
          r.name().equals(found.owner().component()) && r.driver().equals(driver.traits().name());
      if (its
          && (r.region().equals(region) || isSeen(house.region(d.project(), r.region()), found))) {
        return true;
      }
    }
    return false;
  }

  private boolean isSeen(Optional<RegionView> there, Sight.Found found)
      throws InterruptedException {
    if (there.isEmpty()) {
      return false;
    }
    var id = there.get().region().id();
    var known = elsewhere.get(id);
    if (known == null) {
      known = sight(there.get());
      elsewhere.put(id, known);
    }
    // where nothing could be seen, this very thing may be
    return known
        .map(s -> s.found().stream().anyMatch(f -> f.handle().equals(found.handle())))
        .orElse(true);
  }

  /** Empty when not all could be seen. */
  private Optional<Sight> sight(RegionView there) throws InterruptedException {
    try {
      return Optional.of(house.looks().at(driver, there, Duration.ZERO))
          .filter(s -> s.blind().isEmpty());
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
