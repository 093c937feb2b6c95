package io.sutler.cloud.container;

import io.sutler.cloud.CloudRegion;
import io.sutler.cloud.MachineOrder;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.OwnerTag;
import io.sutler.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The labels on all that Sutler makes, and names that follow from them. */
final class Tags {
  static final String INSTALLATION = "sutler.installation";
  static final String REGION = "sutler.region";
  static final String DEPLOYMENT = "sutler.deployment";
  static final String COMPONENT = "sutler.component";
  static final String MEMBER = "sutler.member";
  static final String DIGEST = "sutler.digest";
  static final String FLAVOR = "sutler.flavor";
  static final String ADDRESS = "sutler.address";
  static final String DISK = "sutler.disk";
  static final String BYTES = "sutler.bytes";

  private Tags() {}

  /**
   * What all that is ours in the region carries: of two regions on one engine, each has its own.
   */
  static Map<String, String> ours(CloudRegion region) {
    return Map.of(INSTALLATION, region.installation(), REGION, name(region));
  }

  static Map<String, String> of(OwnerTag owner, CloudRegion region) {
    var labels = new HashMap<>(ours(region));
    labels.put(DEPLOYMENT, owner.deployment().value());
    labels.put(COMPONENT, owner.component());
    return labels;
  }

  static Map<String, String> of(MachineOrder order, CloudRegion region) {
    var labels = new HashMap<>(of(order.owner(), region));
    labels.put(MEMBER, order.name());
    labels.put(DIGEST, order.digest());
    labels.put(FLAVOR, order.flavor());
    return labels;
  }

  /** Empty for what is not ours. */
  static Optional<OwnerTag> owner(Map<String, String> labels) {
    var installation = labels.getOrDefault(INSTALLATION, "");
    var deployment = labels.getOrDefault(DEPLOYMENT, "");
    var component = labels.getOrDefault(COMPONENT, "");
    return installation.isEmpty() || deployment.isEmpty() || component.isEmpty()
        ? Optional.empty()
        : Optional.of(new OwnerTag(installation, new DeploymentId(deployment), component));
  }

  /** The one name that a container of this order can have: the engine refuses a second one. */
  static String container(MachineOrder order, CloudRegion region) {
    var host = order.host().length() > 40 ? order.host().substring(0, 40) : order.host();
    return "sutler-" + host + "-" + digest(order.owner(), order.name(), region);
  }

  static String volume(OwnerTag owner, String machine, String disk, CloudRegion region) {
    return "sutler-" + disk + "-" + digest(owner, machine + "\n" + disk, region);
  }

  static String network(OwnerTag owner, CloudRegion region) {
    return "sutler-"
        + owner.deployment().value().toLowerCase(Locale.ROOT)
        + "-"
        + sha(owner.installation() + "\n" + name(region)).substring(0, 8);
  }

  private static String digest(OwnerTag owner, String rest, CloudRegion region) {
    return sha(owner.text() + "\n" + name(region) + "\n" + rest).substring(0, 12);
  }

  private static String sha(String text) {
    return Json.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String name(CloudRegion region) {
    return region.region().project().map(p -> p.value() + "/").orElse("") + region.region().name();
  }
}
