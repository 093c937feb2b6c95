package io.sutler.store.sql;

import io.sutler.domain.Refusal;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Where a PostgreSQL database is, and who we are there. Thread-safe. */
record PostgresUrl(String url, String user, String password) {
  private static final String SCHEME = "jdbc:postgresql:";

  PostgresUrl {
    if (!url.startsWith(SCHEME)) {
      throw Refusal.invalid(
          "", "'" + url + "' is no PostgreSQL URL: write jdbc:postgresql://host:5432/name");
    }
  }

  /** For people: no parameters, no password. */
  String name() {
    int query = url.indexOf('?');
    return "database " + (query < 0 ? url : url.substring(0, query));
  }

  FluentConfiguration flyway(FluentConfiguration flyway) {
    return flyway.dataSource(url, user, password);
  }

  /** To copy all there is: it may rest in the middle of its transaction, for a slow disk. */
  Session connectPatiently() throws SQLException {
    var session = connect(true);
    try (var statement = session.connection().createStatement()) {
      statement.execute("SET idle_in_transaction_session_timeout = 0");
    }
    session.connection().setAutoCommit(false);
    return session;
  }

  Session connect(boolean autocommit) throws SQLException {
    var settings = new Properties();
    settings.setProperty("user", user);
    settings.setProperty("password", password);
    settings.setProperty("ApplicationName", "sutler");
    settings.setProperty("reWriteBatchedInserts", "true");
    settings.setProperty("prepareThreshold", "2");
    settings.setProperty("tcpKeepAlive", "true");
    settings.setProperty("connectTimeout", "5");
    settings.setProperty("socketTimeout", "60");
    var connection = DriverManager.getConnection(url, settings);
    // Each of our statements finds its rows by key. A plan made while the tables were small must
    // not read them from end to end when they have grown. And what is acknowledged is durable,
    // also where the database's own default gives commits up for speed. A server that was frozen in
    // the middle of a transaction must not keep its locks: another one is to take its work over.
    try (var statement = connection.createStatement()) {
      statement.execute(
          """
          SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;
          SET idle_in_transaction_session_timeout = '10s';
          SELECT set_config('synchronous_commit', 'on', false)
          WHERE current_setting('synchronous_commit') = 'off'
          """);
    }
    connection.setAutoCommit(autocommit);
    return new Session(connection, Dialect.POSTGRESQL);
  }

  @Override
  public String toString() {
    return name();
  }
}
