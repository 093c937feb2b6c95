package io.sutler.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a token; neither its text nor the hash of it.
 *
 * @param project limits it to one project
 * @param role the most that it may do
 * @param scopes further limits: {@code read}, {@code write}, {@code reveal}; empty means all
 */
public record ApiToken(
    String id,
    String label,
    UserId user,
    Optional<ProjectId> project,
    Role role,
    Set<String> scopes,
    Instant createdAt,
    Optional<Instant> expires) {
  public ApiToken {
    scopes = Set.copyOf(scopes);
  }
}
