package io.sutler.domain;

/**
 * A typed fact that something gave.
 *
 * @param type see {@link OutputSpec}
 * @param secret then {@code value} is a {@link SecretRef} placeholder, never the clear text
 * @param value JSON data: String, Long, Double, Boolean, List or Map
 */
public record OutputValue(String type, boolean secret, Object value) {}
