package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A user's role in a project. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Member(String user, String role) {}
