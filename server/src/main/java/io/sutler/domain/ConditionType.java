package io.sutler.domain;

/** What a condition speaks of. All of a deployment's must be true for its level to be reached. */
public enum ConditionType {
  /** The plan and its inputs resolve: bindings, regions and drivers are there. */
  RESOLVED,
  /** Every declared component is as declared, none is left over. */
  APPLIED,
  /** Every started component answers its checks. */
  READY,
  /**
   * What is there was really looked at (false with a script that cannot observe does not block).
   */
  VERIFIED,
  /**
   * What was to happen by its clock did (expiry, auto-stop, schedules); said only when it did not,
   * and does not block.
   */
  TIMELY
}
