package io.sutler.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * What lists show of one published version of a plan.
 *
 * @param digest hex SHA-256 of the bundle
 * @param project empty for a plan of every project
 */
public record PlanVersion(
    String name,
    String version,
    String digest,
    Optional<ProjectId> project,
    Trust trust,
    String title,
    String category,
    String publishedBy,
    Instant publishedAt) {}
