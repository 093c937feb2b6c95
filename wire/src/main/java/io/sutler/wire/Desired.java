package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person asked for.
 *
 * @param plan {@code name@version}
 * @param params secrets stand as {@code {"secret": "..."}}
 * @param runState running, stopped, suspended or absent
 * @param held Sutler looks but does not touch
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Desired(
    String plan,
    String planDigest,
    Map<String, Object> params,
    List<Binding> bindings,
    String region,
    String runState,
    boolean held,
    Optional<Instant> stopAt,
    Optional<Instant> removeAt,
    List<String> mayDestroy,
    Map<String, String> schedules) {
  public Desired {
    bindings = bindings == null ? List.of() : List.copyOf(bindings);
    mayDestroy = mayDestroy == null ? List.of() : List.copyOf(mayDestroy);
    params = params == null ? Map.of() : params;
    schedules = schedules == null ? Map.of() : schedules;
  }
}
