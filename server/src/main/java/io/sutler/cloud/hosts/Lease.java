package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.MachineOrder;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.OwnerTag;
import io.sutler.json.Json;
import java.util.Optional;
import java.util.UUID;

/**
 * Who has a host, as it is written down there.
 *
 * @param region of which installation's region it was leased
 * @param id another one for each lease
 */
record Lease(
    OwnerTag owner, String region, String member, String hostName, String digest, String id)
    implements WrittenDown {
  static Lease of(MachineOrder order, CloudRegion region) {
    return new Lease(
        order.owner(),
        region(region),
        order.name(),
        order.host(),
        order.digest(),
        UUID.randomUUID().toString());
  }

  /** A region's name among all of its installation. */
  static String region(CloudRegion region) {
    return region.region().project().map(p -> p.value() + "/").orElse("") + region.region().name();
  }

  /** One line; the id stands in it as {@code "lease":"..."}. */
  String text() {
    var all = whose();
    all.put("name", hostName);
    all.put("digest", digest);
    all.put("lease", id);
    return Json.write(all);
  }

  /** Empty for what is no lease. */
  static Optional<Lease> parse(String text) {
    var all = Answer.json(text);
    var installation = WrittenDown.said(all, "installation");
    var deployment = WrittenDown.said(all, "deployment");
    var component = WrittenDown.said(all, "component");
    var id = WrittenDown.said(all, "lease");
    return installation.isEmpty()
            || deployment.isEmpty()
            || component.isEmpty()
            || !id.matches("[0-9a-f-]{36}")
        ? Optional.empty()
        : Optional.of(
            new Lease(
                new OwnerTag(installation, new DeploymentId(deployment), component),
                WrittenDown.said(all, "region"),
                WrittenDown.said(all, "member"),
                WrittenDown.said(all, "name"),
                WrittenDown.said(all, "digest"),
                id));
  }

  /** Finds the host again, and tells this lease of it from a later one. */
  String handle(Host host) {
    return host.name() + "@" + id;
  }
}
