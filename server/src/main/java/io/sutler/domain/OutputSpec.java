package io.sutler.domain;

/**
 * A typed fact that a component promises to give.
 *
 * @param type endpoint, database, address, credential, setting, volume, backup, ...: consumers bind
 *     by it
 * @param secret sealed at rest, shown only by the audited reveal
 * @param required a step that ends without it has failed
 */
public record OutputSpec(String type, boolean secret, boolean required) {}
