package io.sutler.domain;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A component with every template filled in.
 *
 * @param inputs JSON data; secrets are {@link SecretRef} placeholders
 * @param digest hex SHA-256 of driver, region, inputs and the files it uses: what "changed" means
 * @param bundle digest of the bundle whose files it uses
 * @param beforeMemberLeaves names as in the whole deployment
 */
public record DesiredComponent(
    String name,
    String driver,
    String region,
    Map<String, Object> inputs,
    String digest,
    String bundle,
    Set<String> needs,
    DataPolicy holdsData,
    Optional<CheckSpec> ready,
    Optional<CheckSpec> live,
    Map<String, OutputSpec> outputs,
    Optional<LeaveSpec> beforeMemberLeaves,
    Resources resources,
    Duration deadline) {
  public DesiredComponent {
    needs = Set.copyOf(needs);
    outputs = Map.copyOf(outputs);
  }
}
