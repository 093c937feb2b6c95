package io.sutler.view;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param next cursor to give as {@code after} for the next page; empty on the last
 */
public record Page<T>(List<T> items, Optional<String> next) {
  /** The most that one page holds. */
  public static final int MAX = 500;

  public Page {
    items = List.copyOf(items);
  }

  /** From {@code limit + 1} rows asked of the store. */
  static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor) {
    if (rows.size() <= limit) {
      return new Page<>(rows, Optional.empty());
    }
    var items = rows.subList(0, limit);
    return new Page<>(items, Optional.of(cursor.apply(items.getLast())));
  }

  /** Within 1 and {@link #MAX}. */
  static int bounded(int limit) {
    return Math.clamp(limit, 1, MAX);
  }
}
