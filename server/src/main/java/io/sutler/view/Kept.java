package io.sutler.view;

import io.sutler.domain.Retained;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Storage kept after its deployment, and its price.
 *
 * @param hourly what it costs an hour; empty where its region says no price of storage
 * @param cost what it has cost since it was kept
 */
public record Kept(Retained storage, Optional<BigDecimal> hourly, Optional<BigDecimal> cost) {}
