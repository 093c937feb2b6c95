package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A machine size.
 *
 * @param project absent for one of every project
 * @param region absent for one of every region
 * @param nativeId the region's own name or id, where it is another than {@code name}
 * @param hourly what one machine costs an hour
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Flavor(
    String name,
    Optional<String> project,
    Optional<String> region,
    Optional<String> nativeId,
    double cpus,
    long memoryBytes,
    long diskBytes,
    BigDecimal hourly) {}
