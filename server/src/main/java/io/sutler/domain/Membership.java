package io.sutler.domain;

/**
 * A user's role in a project.
 *
 * @param user name of the user
 */
public record Membership(String user, Role role) {}
