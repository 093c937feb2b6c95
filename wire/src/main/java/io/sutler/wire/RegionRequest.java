package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.Optional;

/**
 * A region to be made or changed.
 *
 * @param kind local, hosts, openstack, kubernetes, ...
 * @param place which workers can reach it; empty means any
 * @param secret name of the secret with its credentials
 * @param drained takes no new deployments
 * @param maxParallel steps at once
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record RegionRequest(
    @JsonProperty(required = true) String kind,
    Optional<String> place,
    Map<String, Object> settings,
    Optional<String> secret,
    boolean drained,
    Optional<Long> maxParallel) {
  public RegionRequest {
    settings = settings == null ? Map.of() : settings;
  }
}
