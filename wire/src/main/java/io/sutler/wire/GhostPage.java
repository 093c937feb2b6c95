package io.sutler.wire;

import java.util.List;

/**
 * All ghosts that can be seen now.
 *
 * @param unseen where nothing, or not everything, could be seen
 */
public record GhostPage(List<Ghost> items, List<Unseen> unseen) {
  public GhostPage {
    items = items == null ? List.of() : List.copyOf(items);
    unseen = unseen == null ? List.of() : List.copyOf(unseen);
  }

  /** A region, of which one driver does not know what is there. */
  public record Unseen(String region, String driver, String why) {}
}
