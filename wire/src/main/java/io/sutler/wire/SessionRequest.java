package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * Sign-in with a name and a password.
 *
 * @param label shown in the list of tokens
 * @param expires how long the token lives: {@code 8h}; 12 hours unless said
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SessionRequest(
    @JsonProperty(required = true) String user,
    @JsonProperty(required = true) String password,
    Optional<String> label,
    Optional<String> expires) {}
