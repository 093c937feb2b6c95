package io.sutler.domain;

/** Where a step stands. A step found {@code STARTED} by a new process was cut off. */
public enum StepState {
  STARTED,
  WAITING,
  DONE,
  FAILED,
  CANCELLED
}
