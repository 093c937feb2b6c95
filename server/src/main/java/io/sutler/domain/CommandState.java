package io.sutler.domain;

/** Where a command stands; all but the first two are ends. */
public enum CommandState {
  PROPOSED,
  ACCEPTED,
  REACHED,
  FAILED,
  SUPERSEDED,
  CANCELLED,
  REFUSED;

  public boolean isEnd() {
    return this != PROPOSED && this != ACCEPTED;
  }
}
