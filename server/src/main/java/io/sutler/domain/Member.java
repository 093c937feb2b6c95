package io.sutler.domain;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One of a component's instances as last seen.
 *
 * @param name {@code component-0}, unique in its deployment
 * @param role primary, replica, worker, ...; may be empty
 * @param detail for people: "exit by signal 9"
 * @param facts pid, address, port, ...
 */
public record Member(
    String name,
    String role,
    MemberState state,
    String detail,
    Optional<Instant> since,
    Map<String, String> facts) {
  public Member {
    facts = Map.copyOf(facts);
  }
}
