package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * Storage kept on purpose after its deployment.
 *
 * @param from name of the deployment that it was of
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Retained(
    String id,
    String name,
    String from,
    String component,
    String plan,
    String region,
    long bytes,
    Instant since,
    Optional<Instant> expires) {}
