package io.sutler.domain;

/** Whether a component holds data, and what becomes of it on removal. */
public enum DataPolicy {
  /** It holds none: it may be replaced and removed freely. */
  NONE,
  /** Its data goes with it on removal; replacing it needs a person's word. */
  REMOVE,
  /** Its data is kept as retained storage on removal; replacing it needs a person's word. */
  RETAIN
}
