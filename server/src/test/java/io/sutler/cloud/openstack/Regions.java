package io.sutler.cloud.openstack;

import io.sutler.cloud.CloudRegion;
import io.sutler.domain.Region;
import java.util.Map;
import java.util.Optional;

/** Regions to try things in. */
final class Regions {
  private Regions() {}

  static CloudRegion region(Map<String, Object> settings, Map<String, String> credentials) {
    return new CloudRegion(
        new Region("os", Optional.empty(), "openstack", "", settings, "", false, 4),
        "sutler-a",
        credentials);
  }
}
