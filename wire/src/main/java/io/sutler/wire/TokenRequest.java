package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * Asks for a token.
 *
 * @param role the caller's own unless said
 * @param expires {@code 30d}; never unless said
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record TokenRequest(
    @JsonProperty(required = true) String label,
    Optional<String> project,
    Optional<String> role,
    List<String> scopes,
    Optional<String> expires) {
  public TokenRequest {
    scopes = scopes == null ? List.of() : List.copyOf(scopes);
  }
}
