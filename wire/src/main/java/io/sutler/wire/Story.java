package io.sutler.wire;

import java.util.List;

/**
 * What happened to a deployment.
 *
 * @param items newest first
 */
public record Story(List<StoryLine> items) {
  public Story {
    items = items == null ? List.of() : List.copyOf(items);
  }
}
