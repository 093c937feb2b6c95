package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * One version of a plan, as listed.
 *
 * @param digest hex SHA-256 of the bundle's content
 * @param project absent for a plan of every project
 * @param trust operator or tenant
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PlanSummary(
    String name,
    String version,
    String digest,
    Optional<String> project,
    String trust,
    String title,
    String category,
    String publishedBy,
    Instant publishedAt) {}
