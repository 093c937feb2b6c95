package io.sutler.control;

import io.sutler.domain.Region;
import io.sutler.driver.Driver;
import io.sutler.driver.Sight;
import io.sutler.json.Json;
import java.util.List;

/** Something with our tag that is neither declared nor retained, and who can remove it. */
record Leftover(Region region, Driver driver, Sight.Found found) {
  /** The same thing has the same id at each look. */
  String id() {
    return Json.digest(List.of(region.id(), driver.traits().name(), found.kind(), found.handle()))
        .substring(0, 24);
  }
}
