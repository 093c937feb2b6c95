package io.sutler.domain;

import java.time.Instant;

/**
 * One tenant's instance.
 *
 * @param key small number for queues and joins, never shown to people
 * @param displayName free text, mutable
 * @param place which workers can reach it; empty means any
 * @param generation of {@code desired}, from 1
 * @param version grows with every new level (not with what is observed): the ETag
 */
public record Deployment(
    DeploymentId id,
    long key,
    ProjectId project,
    String name,
    String displayName,
    String place,
    long generation,
    Desired desired,
    Observed observed,
    long version,
    Instant createdAt) {}
