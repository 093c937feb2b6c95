package io.sutler.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes many deployments stand at once, as copies of one that was installed and has settled: a
 * million of them through the front door would take longer than what is to be measured.
 */
final class Seed {
  private static final int PIECE = 50_000;

  private Seed() {}

  /**
   * Makes {@code s-1} to {@code s-count} beside the deployment {@code s-0}, while no server runs.
   *
   * @param url of the database, with user and password
   */
  static void copies(String url, long count) throws SQLException {
    try (var connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false);
      long key = number(connection, "SELECT key FROM deployment WHERE name = 's-0'");
      long base = number(connection, "SELECT next FROM counter WHERE name = 'deployment'");
      var to = "(" + base + " + n.i)";
      var tables =
          Map.of(
              "deployment",
              Map.of("key", to, "id", "'01SEED' || CAST(n.i AS TEXT)", "name", "'s-' || n.i"),
              "component",
              Map.of("deployment", to),
              "work",
              Map.of("key", to, "shard", to + " % 64"));
      for (long from = 1; from <= count; from += PIECE) {
        for (var table : tables.entrySet()) {
          copy(connection, table.getKey(), table.getValue(), key, from, count);
        }
        connection.commit();
      }
      for (var sql :
          List.of(
              "UPDATE counter SET next = next + %d WHERE name = 'deployment'",
              "UPDATE ledger SET deployments = deployments + %d WHERE project <> ''",
              "UPDATE plan_usage SET deployments = deployments + %d")) {
        update(connection, sql.formatted(count + 1));
      }
      connection.commit();
    }
  }

  private static void copy(
      Connection connection,
      String table,
      Map<String, String> changed,
      long key,
      long from,
      long count)
      throws SQLException {
    var columns = columns(connection, table);
    var values = columns.stream().map(c -> changed.getOrDefault(c, "t." + c)).toList();
    var own = table.equals("component") ? "deployment" : "key";
    update(
        connection,
        """
        WITH RECURSIVE n(i) AS (SELECT %d UNION ALL SELECT i + 1 FROM n WHERE i < %d)
        INSERT INTO %s (%s) SELECT %s FROM n CROSS JOIN %s t WHERE t.%s = %d
        """
            .formatted(
                from,
                Math.min(count, from + PIECE - 1),
                table,
                String.join(", ", columns),
                String.join(", ", values),
                table,
                own,
                key));
  }

  private static List<String> columns(Connection connection, String table) throws SQLException {
    try (var statement = connection.createStatement();
        var set = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
      var columns = new ArrayList<String>();
      for (int i = 1; i <= set.getMetaData().getColumnCount(); i++) {
        columns.add(set.getMetaData().getColumnName(i));
      }
      return columns;
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var set = statement.executeQuery(sql)) {
      if (!set.next()) {
        throw new SQLException("nothing found: " + sql);
      }
      return set.getLong(1);
    }
  }

  private static void update(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
