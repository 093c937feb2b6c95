package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A public SSH key to be kept.
 *
 * @param publicKey one line as in {@code authorized_keys}
 */
public record KeyPairRequest(@JsonProperty(required = true) String publicKey) {}
