package io.sutler.domain;

/** What was seen of a member. */
public enum MemberState {
  STARTING,
  UP,
  DOWN,
  FAILED,
  STOPPED;

  /** Whether it runs, or is on its way to. */
  public boolean runs() {
    return this == UP || this == STARTING;
  }
}
