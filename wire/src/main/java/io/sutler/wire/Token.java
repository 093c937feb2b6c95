package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A token, without its text.
 *
 * @param project limits it to one project
 * @param role the most it may do: admin, owner, editor, viewer
 * @param scopes read, write, reveal; empty means all
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Token(
    String id,
    String label,
    String user,
    Optional<String> project,
    String role,
    List<String> scopes,
    Instant createdAt,
    Optional<Instant> expires) {
  public Token {
    scopes = scopes == null ? List.of() : List.copyOf(scopes);
  }
}
