package io.sutler.domain;

import java.util.Optional;

/**
 * The tag that everything Sutler creates carries, so that it is found again after any crash and
 * never made twice.
 *
 * @param installation this Sutler's own id: two on one machine never take each other's things
 */
public record OwnerTag(String installation, DeploymentId deployment, String component) {
  /** {@code installation/deployment/component}. */
  public String text() {
    return installation + "/" + deployment + "/" + component;
  }

  /** Reads {@link #text()}; empty for anything else. */
  public static Optional<OwnerTag> parse(String text) {
    var parts = text.split("/", 3);
    return parts.length == 3 && !parts[0].isEmpty() && !parts[1].isEmpty() && !parts[2].isEmpty()
        ? Optional.of(new OwnerTag(parts[0], new DeploymentId(parts[1]), parts[2]))
        : Optional.empty();
  }
}
