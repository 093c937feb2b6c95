package io.sutler.acceptance;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.awaitility.Awaitility;

/**
 * A client of a database, by the url that a deployment gave: an onlooker with no part in Sutler.
 */
record Database(String url) {

  private Connection connect() throws SQLException {
    var parts = URI.create(url);
    var login = parts.getRawUserInfo().split(":", 2);
    var properties = new Properties();
    properties.setProperty("user", decode(login[0]));
    properties.setProperty("password", decode(login[1]));
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "20");
    return DriverManager.getConnection(
        "jdbc:postgresql://" + parts.getHost() + ":" + parts.getPort() + parts.getRawPath(),
        properties);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** First column of what the statement gives; empty when it gives no rows. */
  List<String> sql(String statement) throws SQLException {
    try (var connection = connect();
        var prepared = connection.createStatement()) {
      var rows = new ArrayList<String>();
      if (prepared.execute(statement)) {
        try (var result = prepared.getResultSet()) {
          while (result.next()) {
            rows.add(String.valueOf(result.getString(1)));
          }
        }
      }
      return rows;
    }
  }

  String one(String query) throws SQLException {
    return sql(query).getFirst();
  }

  boolean answers() {
    try {
      return one("SELECT 42").equals("42");
    } catch (SQLException e) {
      return false;
    }
  }

  /** How long until it answers. */
  Duration untilItAnswers() {
    long begun = System.nanoTime();
    Awaitility.await("the database answers")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(10))
        .until(this::answers);
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  Database as(String user, String password) {
    var parts = URI.create(url);
    return new Database(
        "postgresql://%s:%s@%s:%d%s"
            .formatted(user, password, parts.getHost(), parts.getPort(), parts.getRawPath()));
  }

  Database named(String database) {
    return new Database(url.replaceFirst("/[^/]*$", "/" + database));
  }

  int port() {
    return URI.create(url).getPort();
  }
}
