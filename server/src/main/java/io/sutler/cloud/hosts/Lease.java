package io.sutler.cloud.hosts;

import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.MachineOrder;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.OwnerTag;
import io.sutler.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who has a host, as it is written down there.
 *
 * @param region of which installation's region it was leased
 * @param id another one for each lease
 */
record Lease(
    OwnerTag owner, String region, String member, String hostName, String digest, String id) {
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
    var all = new TreeMap<String, String>();
    all.put("kept_by", "sutler");
    all.put("installation", owner.installation());
    all.put("deployment", owner.deployment().value());
    all.put("component", owner.component());
    all.put("region", region);
    all.put("member", member);
    all.put("name", hostName);
    all.put("digest", digest);
    all.put("lease", id);
    return Json.write(all);
  }

  /** Empty for what is no lease. */
  static Optional<Lease> parse(String text) {
    var all = Answer.json(text);
    var installation = said(all, "installation");
    var deployment = said(all, "deployment");
    var component = said(all, "component");
    var id = said(all, "lease");
    return installation.isEmpty()
            || deployment.isEmpty()
            || component.isEmpty()
            || !id.matches("[0-9a-f-]{36}")
        ? Optional.empty()
        : Optional.of(
            new Lease(
                new OwnerTag(installation, new DeploymentId(deployment), component),
                said(all, "region"),
                said(all, "member"),
                said(all, "name"),
                said(all, "digest"),
                id));
  }

  private static String said(Map<String, Object> all, String name) {
    return text(all.get(name));
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }

  boolean isIn(CloudRegion in) {
    return owner.installation().equals(in.installation()) && region.equals(region(in));
  }

  boolean isFor(MachineOrder order) {
    return owner.equals(order.owner()) && member.equals(order.name());
  }

  /** Finds the host again, and tells this lease of it from a later one. */
  String handle(Host host) {
    return host.name() + "@" + id;
  }
}
