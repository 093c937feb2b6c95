package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * What a change would do.
 *
 * @param changes in the order they would come; empty when nothing differs
 * @param counts by kind: create, change, replace, remove, start, stop
 * @param level what of the desired level differs; secrets as {@code (secret)}
 * @param quota one line: what of the quota would be used after
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Preview(
    List<Change> changes,
    Map<String, Integer> counts,
    List<Condition> conditions,
    List<String> level,
    String quota) {
  public Preview {
    changes = changes == null ? List.of() : List.copyOf(changes);
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    level = level == null ? List.of() : List.copyOf(level);
    counts = counts == null ? Map.of() : counts;
  }
}
