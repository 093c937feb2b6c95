package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One thing that a change would do.
 *
 * @param kind create, change, replace, remove, start, stop
 * @param differences {@code max_connections: 100 -> 50}
 * @param effect what the driver would do: {@code restarts, keeps its data}
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Change(
    String component, String kind, String reason, List<String> differences, String effect) {
  public Change {
    differences = differences == null ? List.of() : List.copyOf(differences);
  }
}
