package io.sutler.wire;

import java.time.Instant;

/**
 * A public SSH key that can be put on machines.
 *
 * @param publicKey one line as in {@code authorized_keys}
 */
public record KeyPair(String name, String publicKey, Instant createdAt) {}
