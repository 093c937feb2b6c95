package io.sutler.app;

import io.sutler.control.FindGhosts;
import io.sutler.control.House;
import io.sutler.domain.Region;
import io.sutler.intent.RegionRules;
import java.util.List;

/** Asks every driver about a region. */
record DriversRules(House house) implements RegionRules {
  @Override
  public List<String> faults(Region region) {
    return house.drivers().values().stream().flatMap(d -> d.faults(region).stream()).toList();
  }

  @Override
  public List<String> leftovers(Region region) {
    try {
      return new FindGhosts(house).leftovers(region);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of("what was not looked at, for the server was stopping");
    }
  }
}
