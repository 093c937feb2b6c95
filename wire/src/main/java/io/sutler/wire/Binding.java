package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A parameter taken from another deployment's output.
 *
 * @param from {@code deployment/output}
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Binding(String parameter, String from) {}
