package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One thing wrong with a request.
 *
 * @param pointer JSON pointer into the body, {@code file:line} in a bundle, or empty
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Fault(String pointer, String message) {}
