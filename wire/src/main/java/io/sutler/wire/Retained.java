package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * Storage kept on purpose after its deployment.
 *
 * @param from name of the deployment that it was of
 * @param hourly what it costs an hour; absent where its region says no price of storage
 * @param cost what it has cost since it was kept
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
    Optional<Instant> expires,
    Optional<BigDecimal> hourly,
    Optional<BigDecimal> cost) {}
