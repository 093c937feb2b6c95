package io.sutler.control;

import io.sutler.domain.Finding;
import io.sutler.domain.Region;
import io.sutler.view.RegionChecks;
import java.util.ArrayList;
import java.util.List;

/** Has every driver ask a region for what it needs there. Thread-safe. */
public record CheckRegion(House house) implements RegionChecks {
  @Override
  public List<Finding> check(Region region) throws InterruptedException {
    var findings = new ArrayList<Finding>();
    for (var driver : house.drivers().values()) {
      findings.addAll(driver.check(house.view(region)));
    }
    return List.copyOf(findings);
  }
}
