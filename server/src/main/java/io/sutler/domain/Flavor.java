package io.sutler.domain;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A machine size with its price.
 *
 * @param project empty for a flavor of every project
 * @param region whose own name for it {@code nativeId} is; empty for every region that has none of
 *     its own under this name
 * @param nativeId the region's own name or id; empty when it is the same as {@code name}
 * @param hourly what one machine costs an hour, in the installation's currency; zero or more
 */
public record Flavor(
    String name,
    Optional<ProjectId> project,
    String region,
    String nativeId,
    Resources resources,
    BigDecimal hourly) {
  /** What the region calls it. */
  public String nativeName() {
    return nativeId.isEmpty() ? name : nativeId;
  }
}
