package io.sutler.domain;

/** What was seen of a member. */
public enum MemberState {
  STARTING,
  UP,
  DOWN,
  FAILED,
  STOPPED
}
