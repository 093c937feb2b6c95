package io.sutler.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A connection with its prepared statements, which are kept for its life. Arguments may be String,
 * Long, Integer, Boolean, Instant, byte[], an enum, or an Optional of these. For one thread.
 */
final class Session implements AutoCloseable {
  private static final int CHUNK = 512;
  private final Connection connection;
  private final Dialect dialect;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Session(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  Connection connection() {
    return connection;
  }

  Dialect dialect() {
    return dialect;
  }

  <T> List<T> query(String sql, Row.Reader<T> reader, Object... args) throws SQLException {
    var out = new ArrayList<T>();
    query(sql, reader, out, args);
    return out;
  }

  <T> Optional<T> first(String sql, Row.Reader<T> reader, Object... args) throws SQLException {
    return query(sql, reader, args).stream().findFirst();
  }

  void each(String sql, Row.Each each, Object... args) throws SQLException {
    query(sql, seeing(each), args);
  }

  /**
   * Runs a query whose {@code :in} stands for a list of values; {@code args} come before them. Long
   * lists are asked in pieces, and each piece is filled up to a power of two by its last value, so
   * that few statements are ever prepared.
   */
  <T> List<T> queryIn(String sql, Row.Reader<T> reader, Collection<?> values, Object... args)
      throws SQLException {
    return inPieces(sql, reader, values.stream().map(v -> new Object[] {v}).toList(), "?", args);
  }

  /** As {@link #queryIn}. */
  void eachIn(String sql, Row.Each each, Collection<?> values, Object... args) throws SQLException {
    queryIn(sql, seeing(each), values, args);
  }

  /** As {@link #eachIn}, for {@code (a, b) IN (:in)}. */
  void eachPair(String sql, Row.Each each, Collection<Object[]> pairs) throws SQLException {
    inPieces(sql.replace(":in", "VALUES :in"), seeing(each), List.copyOf(pairs), "(?,?)");
  }

  private static Row.Reader<Boolean> seeing(Row.Each each) {
    return row -> {
      each.see(row);
      return true;
    };
  }

  private <T> List<T> inPieces(
      String sql, Row.Reader<T> reader, List<Object[]> tuples, String slot, Object... args)
      throws SQLException {
    var out = new ArrayList<T>();
    for (int from = 0; from < tuples.size(); from += CHUNK) {
      var piece = tuples.subList(from, Math.min(tuples.size(), from + CHUNK));
      int slots = piece.size() == 1 ? 1 : Integer.highestOneBit(piece.size() - 1) << 1;
      var all = new ArrayList<Object>(List.of(args));
      for (int i = 0; i < slots; i++) {
        all.addAll(List.of(piece.get(Math.min(i, piece.size() - 1))));
      }
      var text = sql.replace(":in", (slot + ",").repeat(slots - 1) + slot);
      query(text, reader, out, all.toArray());
    }
    return out;
  }

  private <T> void query(String sql, Row.Reader<T> reader, List<T> out, Object... args)
      throws SQLException {
    boolean done = false;
    try {
      var statement = prepare(sql);
      bind(statement, args);
      try (var set = statement.executeQuery()) {
        var row = new Row(set);
        while (row.next()) {
          out.add(reader.read(row));
        }
      }
      done = true;
    } finally {
      keepIf(done, sql);
    }
  }

  int update(String sql, Object... args) throws SQLException {
    boolean done = false;
    try {
      var statement = prepare(sql);
      bind(statement, args);
      int rows = statement.executeUpdate();
      done = true;
      return rows;
    } finally {
      keepIf(done, sql);
    }
  }

  /** One statement for many rows in one go; nothing for none. */
  void batch(String sql, Collection<Object[]> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    boolean done = false;
    try {
      var statement = prepare(sql);
      for (var row : rows) {
        bind(statement, row);
        statement.addBatch();
      }
      statement.executeBatch();
      done = true;
    } finally {
      keepIf(done, sql);
    }
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    var there = prepared.get(sql);
    if (there == null) {
      there = connection.prepareStatement(sql);
      prepared.put(sql, there);
    }
    return there;
  }

  /** SQLite's driver gives a statement up that failed: the next use must prepare it anew. */
  private void keepIf(boolean done, String sql) throws SQLException {
    var failed = done ? null : prepared.remove(sql);
    if (failed != null) {
      failed.close();
    }
  }

  private static void bind(PreparedStatement statement, Object... args) throws SQLException {
    for (int i = 0; i < args.length; i++) {
      bind(statement, i + 1, args[i]);
    }
  }

  private static void bind(PreparedStatement statement, int at, Object arg) throws SQLException {
    switch (arg) {
      case String text -> statement.setString(at, text);
      case Long number -> statement.setLong(at, number);
      case Integer number -> statement.setInt(at, number);
      case Boolean flag -> statement.setInt(at, flag ? 1 : 0);
      case Instant time -> statement.setLong(at, Micros.of(time));
      case byte[] bytes -> statement.setBytes(at, bytes);
      case Enum<?> name -> statement.setString(at, name.name());
      case Optional<?> maybe when maybe.isPresent() -> bind(statement, at, maybe.get());
      case Optional<?> none -> statement.setNull(at, java.sql.Types.NULL);
      default -> throw new IllegalArgumentException("no column holds a " + arg.getClass());
    }
  }

  /** Closes, whatever state the connection is in. */
  void drop() {
    try {
      connection.close();
    } catch (SQLException e) {
      System.getLogger(Session.class.getName())
          .log(System.Logger.Level.DEBUG, "a connection was not closed well", e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /** Something done with a session. */
  @FunctionalInterface
  interface Work<T> {
    T with(Session session) throws SQLException;
  }
}
