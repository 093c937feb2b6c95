package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * A typed fact that a deployment gives.
 *
 * @param value absent for a secret: reveal it
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Output(String type, boolean secret, Optional<Object> value) {}
