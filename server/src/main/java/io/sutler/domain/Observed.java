package io.sutler.domain;

import java.util.List;
import java.util.Map;

/**
 * What was seen of a deployment and concluded from it.
 *
 * @param generation the newest level that was reached; 0 before the first
 * @param outputs the plan's outputs
 */
public record Observed(
    long generation, List<Condition> conditions, Map<String, OutputValue> outputs) {
  public static final Observed NOTHING = new Observed(0, List.of(), Map.of());

  public Observed {
    conditions = List.copyOf(conditions);
    outputs = Map.copyOf(outputs);
  }
}
