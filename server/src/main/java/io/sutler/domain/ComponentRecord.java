package io.sutler.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Sutler knows of one component that it made or is making: kept until it is seen gone, also
 * when the plan no longer declares it.
 *
 * @param name unique in the deployment: {@code database}, {@code worker[a]}, {@code
 *     monitoring.agent}
 * @param digest of the inputs last applied to its end; empty until then
 * @param attempted what the last try aimed at: digest and run-state; a failure holds only for that
 * @param inputs those inputs (with secret placeholders), to tell people what changed
 * @param needs what it stood upon, for the order of removal
 * @param handle what the driver gave to find a started step or thing again
 * @param failure of the last try; cleared by success
 * @param attempts tries in a row that failed, for backoff
 * @param retryAt when to try again; empty with no failure or one that waits for a person
 */
public record ComponentRecord(
    String name,
    String driver,
    String region,
    Optional<String> digest,
    Optional<String> attempted,
    Map<String, Object> inputs,
    String bundle,
    Set<String> needs,
    DataPolicy holdsData,
    Optional<String> handle,
    List<Member> members,
    Map<String, OutputValue> outputs,
    Optional<Failure> failure,
    int attempts,
    Optional<Instant> retryAt,
    Instant changedAt) {
  public ComponentRecord {
    needs = Set.copyOf(needs);
    members = List.copyOf(members);
    outputs = Map.copyOf(outputs);
  }
}
