package io.sutler.domain;

import java.time.Instant;

/**
 * A person's public SSH key, put on machines at their making. Only the public half is kept.
 *
 * @param publicKey one line as in {@code authorized_keys}
 */
public record KeyPair(String name, ProjectId project, String publicKey, Instant createdAt) {}
