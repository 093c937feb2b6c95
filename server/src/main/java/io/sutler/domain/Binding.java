package io.sutler.domain;

/**
 * A parameter taken from another deployment's output.
 *
 * @param parameter the consumer's parameter
 * @param provider the providing deployment
 * @param output the provider's output
 */
public record Binding(String parameter, DeploymentId provider, String output) {}
