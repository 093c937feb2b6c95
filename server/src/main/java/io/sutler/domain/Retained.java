package io.sutler.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * Storage kept on purpose after its deployment.
 *
 * @param name readable, unique in the project: {@code orders-db-database-2026-11-21}
 * @param handle what the driver needs to find it again
 * @param bytes its size when last measured
 */
public record Retained(
    String id,
    ProjectId project,
    String name,
    DeploymentId from,
    String fromName,
    String component,
    String plan,
    String driver,
    String region,
    String handle,
    long bytes,
    Instant since,
    Optional<Instant> expires) {}
