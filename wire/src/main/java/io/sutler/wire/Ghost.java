package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * Something real that carries our tag and is neither declared nor retained.
 *
 * @param id to remove it by
 * @param owner installation/deployment/component
 * @param data whether it holds what cannot be made again
 * @param since when it was made, as its region tells
 * @param knownSince when Sutler first saw that it is a ghost
 * @param removedAt when the region's policy removes it; absent for never
 * @param hourly what it costs an hour; absent where nobody said
 * @param cost what it has cost since it was made, or since it is known
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
    boolean data,
    Optional<Instant> since,
    Instant knownSince,
    Optional<Instant> removedAt,
    Optional<BigDecimal> hourly,
    Optional<BigDecimal> cost) {}
