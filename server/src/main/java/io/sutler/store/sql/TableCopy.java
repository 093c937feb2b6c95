package io.sutler.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Copies all tables from one database to another of the same schema. */
final class TableCopy {
  private static final int PIECE = 500;

  /** Who lives is not worth keeping, and each database knows its own history. */
  private static final Set<String> LEFT_OUT = Set.of("server", "schema_history");

  private final Session from;
  private final Session to;

  TableCopy(Session from, Session to) {
    this.from = from;
    this.to = to;
  }

  /** What the target held is replaced; the caller commits. */
  void run() throws SQLException {
    for (var table : tables()) {
      copy(table);
    }
  }

  private List<String> tables() throws SQLException {
    var names = new ArrayList<String>();
    var connection = to.connection();
    try (var tables =
        connection
            .getMetaData()
            .getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
      while (tables.next()) {
        var name = tables.getString("TABLE_NAME");
        if (!LEFT_OUT.contains(name) && !name.startsWith("sqlite_")) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private void copy(String table) throws SQLException {
    to.update("DELETE FROM " + table);
    try (var statement = from.connection().createStatement()) {
      statement.setFetchSize(PIECE);
      try (var set = statement.executeQuery("SELECT * FROM " + table)) {
        var insert = insert(table, set);
        var rows = new ArrayList<Object[]>();
        while (set.next()) {
          rows.add(row(set));
          if (rows.size() == PIECE) {
            to.batch(insert, rows);
            rows.clear();
          }
        }
        to.batch(insert, rows);
      }
    }
  }

  private static String insert(String table, ResultSet set) throws SQLException {
    var columns = new ArrayList<String>();
    for (int i = 1; i <= set.getMetaData().getColumnCount(); i++) {
      columns.add(set.getMetaData().getColumnName(i));
    }
    return "INSERT INTO "
        + table
        + " ("
        + String.join(", ", columns)
        + ") VALUES ("
        + "?,".repeat(columns.size() - 1)
        + "?)";
  }

  private static Object[] row(ResultSet set) throws SQLException {
    var row = new Object[set.getMetaData().getColumnCount()];
    for (int i = 0; i < row.length; i++) {
      row[i] = Optional.ofNullable(set.getObject(i + 1));
    }
    return row;
  }
}
