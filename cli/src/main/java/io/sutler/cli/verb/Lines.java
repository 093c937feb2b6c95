package io.sutler.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import io.sutler.cli.print.Data;
import io.sutler.cli.print.Plain;
import io.sutler.cli.print.Table;
import io.sutler.wire.Output;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

  /** What an operation gave; a secret is not shown. */
  static List<String> outputs(Map<String, Output> outputs) {
    return outputs.entrySet().stream()
        .map(e -> e.getKey() + "  " + e.getValue().value().map(Lines::shown).orElse("(secret)"))
        .map(Plain::inert)
        .toList();
  }

  private static String shown(Object value) {
    return value instanceof String text ? text : Data.compact(value);
  }

  /** {@code 0.0125}, or a dash. */
  static String amount(java.util.Optional<java.math.BigDecimal> amount) {
    return amount.map(java.math.BigDecimal::toPlainString).orElse("-");
  }

  /** {@code in 3 h}, or a dash. */
  static String until(java.util.Optional<Instant> at, Instant now) {
    return at.map(t -> t.isBefore(now) ? "now" : "in " + Plain.age(now, t)).orElse("-");
  }
}
