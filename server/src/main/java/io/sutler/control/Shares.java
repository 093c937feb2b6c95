package io.sutler.control;

import io.sutler.domain.ProjectId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many of all passes one project may have under way: whatever waits for room in its regions,
 * others' work goes on. Thread-safe.
 */
final class Shares {
  private final int most;
  private final Map<ProjectId, Share> shares = new HashMap<>();

  private static final class Share {
    int underWay;
    final Set<Long> waiting = new LinkedHashSet<>();
  }

  /**
   * @param most passes of one project at once, at least 1
   */
  Shares(int most) {
    this.most = Math.max(1, most);
  }

  /** Whether this project may have one more; else its key is given by a later {@link #leave}. */
  synchronized boolean enter(ProjectId project, long key) {
    var share = shares.computeIfAbsent(project, _ -> new Share());
    if (share.underWay < most) {
      share.underWay++;
      return true;
    }
    share.waiting.add(key);
    return false;
  }

  /** A pass has ended; gives the keys that there is room for now, in the order they came. */
  synchronized List<Long> leave(ProjectId project) {
    var share = shares.get(project);
    if (share == null) {
      return List.of();
    }
    share.underWay--;
    var next = share.waiting.stream().limit(most - share.underWay).toList();
    share.waiting.removeAll(Set.copyOf(next));
    if (share.underWay == 0 && share.waiting.isEmpty()) {
      shares.remove(project);
    }
    return next;
  }

  /** Keys that wait for their project's other passes. */
  synchronized long waiting() {
    return shares.values().stream().mapToLong(s -> s.waiting.size()).sum();
  }
}
