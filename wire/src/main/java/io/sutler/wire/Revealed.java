package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A secret in clear, from the audited reveal. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Revealed(String name, Object value) {}
