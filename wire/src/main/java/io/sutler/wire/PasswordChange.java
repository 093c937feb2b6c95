package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * A new password.
 *
 * @param current needed unless an admin asks
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PasswordChange(
    @JsonProperty(required = true) String password, Optional<String> current) {}
