package io.sutler.api.v1;

import io.sutler.api.Ask;
import io.sutler.wire.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Pages of lists. */
final class Paging {
  private Paging() {}

  static int limit(Ask ask) {
    return ask.number("limit", 1, 500, 100);
  }

  static String after(Ask ask) {
    return ask.query("after").orElse("");
  }

  static <T, W> Page<W> of(io.sutler.view.Page<T> page, Function<T, W> toWire) {
    return new Page<>(page.items().stream().map(toWire).toList(), page.next());
  }

  /** Of a list that is short by nature. */
  static <T, W> Page<W> whole(List<T> items, Function<T, W> toWire) {
    return new Page<>(items.stream().map(toWire).toList(), Optional.empty());
  }
}
