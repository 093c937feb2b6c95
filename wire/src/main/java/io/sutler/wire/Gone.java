package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A deployment was seen gone; the data of an SSE event {@code gone}. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Gone(String id, String name) {}
