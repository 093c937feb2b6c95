package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.Optional;

/**
 * A deployment to be installed.
 *
 * @param plan {@code name}, {@code name@1} or {@code name@1.2.0}: the newest that fits
 * @param region {@code local} unless said
 * @param params {@code {"from": "deployment/output"}} is a binding, {@code {"secret": "name"}} a
 *     secret
 * @param expires remove it by itself after {@code 8h}
 * @param stopAfter stop it by itself after {@code 8h}
 * @param adopt component to the name of retained storage
 * @param schedules operation to its interval
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record DeploymentRequest(
    @JsonProperty(required = true) String name,
    Optional<String> displayName,
    @JsonProperty(required = true) String plan,
    Optional<String> region,
    Map<String, Object> params,
    Optional<String> expires,
    Optional<String> stopAfter,
    Map<String, String> adopt,
    Map<String, String> schedules) {
  public DeploymentRequest {
    params = params == null ? Map.of() : params;
    adopt = adopt == null ? Map.of() : adopt;
    schedules = schedules == null ? Map.of() : schedules;
  }
}
