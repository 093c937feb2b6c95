package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * Something real that carries our tag and is neither declared nor retained.
 *
 * @param id to remove it by
 * @param owner installation/deployment/component
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Ghost(
    String id,
    String region,
    String driver,
    String kind,
    String handle,
    String owner,
    String detail,
    Optional<Instant> since) {}
