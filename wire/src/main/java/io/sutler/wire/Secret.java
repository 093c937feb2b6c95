package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;

/** The name of a sealed secret. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Secret(String name) {}
