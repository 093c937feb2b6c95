package io.sutler.domain;

/**
 * A secret that a plan wants made for each deployment.
 *
 * @param length characters of a generated alphanumeric text, 8 to 256
 */
public record SecretSpec(int length) {}
