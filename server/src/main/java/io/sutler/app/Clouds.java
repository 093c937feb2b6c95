package io.sutler.app;

import io.sutler.cloud.Cloud;
import io.sutler.cloud.container.ContainerCloud;
import io.sutler.cloud.openstack.OpenstackCloud;
import java.time.InstantSource;
import java.util.Map;

/**
 * The clouds that there are, by the kind of region that each serves: named here and nowhere else.
 */
final class Clouds {
  private Clouds() {}

  static Map<String, Cloud> all(InstantSource clock) {
    var containers = new ContainerCloud(clock);
    return Map.of(
        "local", containers, "container", containers, "openstack", new OpenstackCloud(clock));
  }
}
