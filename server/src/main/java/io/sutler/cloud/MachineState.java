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
  /** Made, and no room was found for it: it fits later, or elsewhere. Its detail says why. */
  UNPLACED,
  /** Being deleted. */
  LEAVING
}
