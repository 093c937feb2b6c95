package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;

/**
 * A named place to deploy to.
 *
 * @param project absent for a region of every project
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Region(
    String name,
    Optional<String> project,
    String kind,
    String place,
    Map<String, Object> settings,
    Optional<String> secret,
    boolean drained,
    long maxParallel) {
  public Region {
    settings = settings == null ? Map.of() : settings;
  }
}
