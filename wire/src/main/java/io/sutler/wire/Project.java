package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * A project: the tenant.
 *
 * @param role the caller's role in it
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Project(
    String id,
    String name,
    String displayName,
    Quota quota,
    Optional<String> role,
    Instant createdAt) {}
