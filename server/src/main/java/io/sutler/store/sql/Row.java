package io.sutler.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** One row of a result, read column by column from left to right. For one thread. */
final class Row {
  private final ResultSet set;
  private int column;

  Row(ResultSet set) {
    this.set = set;
  }

  boolean next() throws SQLException {
    column = 0;
    return set.next();
  }

  /** Goes back by one column, to read it again. */
  void back() {
    column--;
  }

  String text() throws SQLException {
    return set.getString(++column);
  }

  Optional<String> maybeText() throws SQLException {
    return Optional.ofNullable(set.getString(++column));
  }

  long number() throws SQLException {
    return set.getLong(++column);
  }

  int small() throws SQLException {
    return set.getInt(++column);
  }

  boolean flag() throws SQLException {
    return set.getInt(++column) != 0;
  }

  Instant time() throws SQLException {
    return Micros.at(number());
  }

  Optional<Instant> maybeTime() throws SQLException {
    long micros = number();
    return set.wasNull() ? Optional.empty() : Optional.of(Micros.at(micros));
  }

  byte[] bytes() throws SQLException {
    return set.getBytes(++column);
  }

  /** Makes something of one row. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Row row) throws SQLException;
  }

  /** Does something with one row. */
  @FunctionalInterface
  interface Each {
    void see(Row row) throws SQLException;
  }
}
