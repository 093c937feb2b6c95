package io.sutler.domain;

/**
 * What to run before members of another component leave.
 *
 * @param of the component whose members leave
 * @param operation the operation of the plan that is told first; its parameter {@code members} is
 *     the list of their names
 */
public record LeaveSpec(String of, String operation) {}
