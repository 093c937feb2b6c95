package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A role to be given.
 *
 * @param role owner, editor or viewer
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record MemberRequest(@JsonProperty(required = true) String role) {}
