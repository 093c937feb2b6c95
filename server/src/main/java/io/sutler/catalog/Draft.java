package io.sutler.catalog;

import io.sutler.domain.Plan;
import java.util.List;
import java.util.Map;

/**
 * A plan as read, before it is checked.
 *
 * @param lines where things stand, by path: {@code components.database.ready}
 * @param sites every expression in it
 * @param with each component's inputs, with their lines
 */
record Draft(
    Plan plan, Map<String, Integer> lines, List<Site> sites, Map<String, Node.Mapping> with) {

  /** Where an expression stands. */
  enum Kind {
    INPUT,
    PART_OF_TEXT,
    CONDITION,
    LOOP,
    AMOUNT,
    OUTPUT
  }

  /**
   * An expression in the plan.
   *
   * @param component whose it is; empty for the plan's own outputs
   */
  record Site(int line, String component, Kind kind, Expression expression) {}

  int line(String path) {
    return lines.getOrDefault(path, 1);
  }
}
