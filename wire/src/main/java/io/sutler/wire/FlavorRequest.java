package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A machine size to be made or changed.
 *
 * @param region whose own name {@code nativeId} is; absent: of every region
 * @param nativeId the region's own name or id; absent: the same name
 * @param cpus virtual processors
 * @param hourly what one machine costs an hour; absent: nothing
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record FlavorRequest(
    Optional<String> region,
    Optional<String> nativeId,
    @JsonProperty(required = true) double cpus,
    @JsonProperty(required = true) long memoryBytes,
    Optional<Long> diskBytes,
    Optional<BigDecimal> hourly) {}
