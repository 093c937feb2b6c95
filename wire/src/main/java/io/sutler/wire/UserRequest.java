package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * A user to be made.
 *
 * @param password at least 8 characters; without one only tokens sign in
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record UserRequest(
    @JsonProperty(required = true) String name, Optional<String> password, boolean admin) {}
