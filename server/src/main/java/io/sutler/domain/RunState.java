package io.sutler.domain;

/**
 * What a person wants a deployment to be doing. {@code ABSENT} is a removal in progress or done.
 */
public enum RunState {
  RUNNING,
  STOPPED,
  SUSPENDED,
  ABSENT
}
