package io.sutler.access;

import java.time.Duration;

/**
 * How long a sign-in counts.
 *
 * @param idle without a request
 * @param lifetime at most
 */
public record SessionLimits(Duration idle, Duration lifetime) {}
