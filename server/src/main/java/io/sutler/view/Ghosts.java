package io.sutler.view;

import io.sutler.domain.OwnerTag;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What carries our tag and is neither declared nor retained. Thread-safe. */
public interface Ghosts {
  /** As far as it can be seen now. */
  Listing list() throws InterruptedException;

  /** Removes one, and writes that down; empty when it worked, else why not. */
  Optional<String> remove(Ghost ghost, By by) throws InterruptedException;

  /**
   * @param unseen where nothing, or not everything, could be seen
   */
  record Listing(List<Ghost> ghosts, List<Unseen> unseen) {
    public Listing {
      ghosts = List.copyOf(ghosts);
      unseen = List.copyOf(unseen);
    }
  }

  /** Whose order it is. */
  record By(String name, String face) {}

  record Unseen(String region, String driver, String why) {}

  /**
   * @param id the same at each look
   * @param data whether it holds what cannot be made again
   * @param times what is known of its life
   * @param hourly what it costs an hour; empty where nobody said
   * @param cost what it has cost since it was made, or since it is known
   */
  record Ghost(
      String id,
      String region,
      String driver,
      String kind,
      String handle,
      OwnerTag owner,
      String detail,
      boolean data,
      Times times,
      Optional<BigDecimal> hourly,
      Optional<BigDecimal> cost) {}

  /**
   * @param made as its region tells
   * @param known since when Sutler knows that it is a ghost
   * @param goes when the region's policy removes it; empty for never
   */
  record Times(Optional<Instant> made, Instant known, Optional<Instant> goes) {}
}
