package io.sutler.execute;

import io.sutler.store.Store;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** What every execution needs, the same for all. */
public record Tools(
    Store store, InstantSource clock, RandomGenerator random, Limits limits, Deadlines deadlines) {
  /** The same over another view of the store. */
  public Tools with(Store other) {
    return new Tools(other, clock, random, limits, deadlines);
  }
}
