package io.sutler.app;

import io.sutler.cloud.Cloud;
import io.sutler.cloud.container.ContainerCloud;
import io.sutler.cloud.hosts.HostsCloud;
import io.sutler.cloud.openstack.OpenstackCloud;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * The clouds that there are, by the kind of region that each serves: named here and nowhere else.
 */
final class Clouds {
  private Clouds() {}

  /**
   * @param data the server's own directory
   */
  static Map<String, Cloud> all(Path data, InstantSource clock) {
    var containers = new ContainerCloud(clock);
    var hosts = new HostsCloud(clock, data.resolve("hosts").resolve("host-keys.json"));
    return Map.of(
        "local",
        containers,
        "container",
        containers,
        "hosts",
        hosts,
        "openstack",
        new OpenstackCloud(clock));
  }
}
