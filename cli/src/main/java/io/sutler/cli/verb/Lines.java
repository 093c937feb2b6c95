package io.sutler.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cli.print.Data;
import io.sutler.cli.print.Plain;
import io.sutler.cli.print.Table;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;

/** Lines about the wire's records that several verbs print. */
final class Lines {
  private Lines() {}

  /** A table with a row for each item of a page, or {@code empty} when there are none. */
  static <T> List<String> table(
      JsonNode page, Class<T> type, String empty, Table table, BiConsumer<Table, T> row) {
    page.path("items").forEach(item -> row.accept(table, Data.as(item, type)));
    return table.isEmpty() ? List.of(empty) : table.lines();
  }

  /** {@code in 3 h}, or a dash. */
  static String until(java.util.Optional<Instant> at, Instant now) {
    return at.map(t -> t.isBefore(now) ? "now" : "in " + Plain.age(now, t)).orElse("-");
  }
}
