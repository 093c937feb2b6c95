package io.sutler.cloud;

/** What a cloud says of a machine. */
public enum MachineState {
  /** Being made or booted. */
  BUILDING,
  RUNNING,
  STOPPED,
  SUSPENDED,
  /** It will not come up by itself: its detail says why. */
  FAILED,
  /** Being deleted. */
  LEAVING
}
