package io.sutler.domain;

/** Whose turn it is after a failure. */
public enum Blame {
  /** The user's mistake: only a new command helps. */
  USER,
  /** Sutler or the machine it runs on. */
  PLATFORM,
  /** The cloud, cluster or host deployed to. */
  PROVIDER,
  /** There is no room: it fits later, or elsewhere. */
  CAPACITY
}
