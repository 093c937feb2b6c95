package io.sutler.domain;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A component as its plan's author wrote it; texts with <code>${...}</code> are CEL templates, not
 * yet resolved.
 *
 * @param driver empty only where {@code use} names another plan
 * @param region a template; empty means the deployment's own region
 * @param when a CEL expression (no braces) over parameters and bindings; empty means always
 * @param forEach a CEL expression that gives a list or map; {@code each.key}, {@code each.value}
 * @param use {@code plan@version} whose components take this one's place, prefixed by its name
 * @param with the driver's inputs: JSON data with templates in it
 * @param deadline longest time that one step of it may take
 */
public record ComponentSpec(
    String name,
    String driver,
    Optional<String> region,
    Optional<String> when,
    Optional<String> forEach,
    Optional<String> use,
    List<String> needs,
    DataPolicy holdsData,
    Map<String, Object> with,
    Optional<CheckSpec> ready,
    Optional<CheckSpec> live,
    Map<String, OutputSpec> outputs,
    Optional<LeaveSpec> beforeMemberLeaves,
    ResourcesSpec resources,
    Duration deadline) {
  public ComponentSpec {
    needs = List.copyOf(needs);
    outputs = Map.copyOf(outputs);
  }
}
