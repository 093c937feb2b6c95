package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A change of a deployment; what is absent stays.
 *
 * @param params merged over the present ones; null takes one back to its default
 * @param expires {@code 8h} from now, or {@code never}
 * @param stopAfter {@code 8h} from now, or {@code never}
 * @param mayDestroy components whose data this change may destroy
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record DeploymentPatch(
    Optional<String> plan,
    Optional<String> displayName,
    Map<String, Object> params,
    Optional<String> expires,
    Optional<String> stopAfter,
    List<String> mayDestroy,
    Optional<Map<String, String>> schedules) {
  public DeploymentPatch {
    params = params == null ? Map.of() : params;
    mayDestroy = mayDestroy == null ? List.of() : List.copyOf(mayDestroy);
  }
}
