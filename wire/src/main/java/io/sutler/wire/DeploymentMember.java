package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One of a component's instances, as last seen.
 *
 * @param state starting, up, down, failed or stopped
 * @param facts pid, address, port, ...
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record DeploymentMember(
    String name,
    String component,
    String role,
    String state,
    String detail,
    Optional<Instant> since,
    Map<String, String> facts) {
  public DeploymentMember {
    facts = facts == null ? Map.of() : facts;
  }
}
