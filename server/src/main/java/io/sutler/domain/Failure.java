package io.sutler.domain;

/**
 * How a step failed.
 *
 * @param blame decides whether it is tried again: not by itself with {@code USER}
 * @param code stable, kebab-case: {@code script-exited}, {@code port-taken}
 * @param message one sentence for people, no secret in it
 */
public record Failure(Blame blame, String code, String message) {}
