package io.sutler.domain;

/**
 * What to run before a member of another component leaves.
 *
 * @param of the component whose members leave
 * @param operation the operation of the plan that is told first, with the member's name
 */
public record LeaveSpec(String of, String operation) {}
