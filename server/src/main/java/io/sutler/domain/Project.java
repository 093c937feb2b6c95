package io.sutler.domain;

import java.time.Instant;

/** The tenant. */
public record Project(
    ProjectId id, String name, String displayName, Quota quota, Instant createdAt) {}
