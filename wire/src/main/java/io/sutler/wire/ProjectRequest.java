package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * A project to be made.
 *
 * @param quota no limits unless said
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ProjectRequest(
    @JsonProperty(required = true) String name,
    Optional<String> displayName,
    Optional<Quota> quota) {}
