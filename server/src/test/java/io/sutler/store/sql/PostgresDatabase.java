package io.sutler.store.sql;

import io.sutler.store.Store;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of its own in a real PostgreSQL that is started once per JVM. */
final class PostgresDatabase implements Database {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private static final class Server {
    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("max_connections", "200")
            .setServerConfig("fsync", "off")
            .setServerConfig("synchronous_commit", "off")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private String name = "unset";

  @Override
  public void empty() throws Exception {
    name = "sutler_" + COUNT.incrementAndGet();
    try (var connection = Server.RUNNING.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
  }

  PostgresUrl url() {
    return new PostgresUrl(Server.RUNNING.getJdbcUrl("postgres", name), "postgres", "");
  }

  @Override
  public Store open(InstantSource clock) {
    return PostgresStore.open(url().url(), "postgres", "", clock);
  }

  @Override
  public Connection connect() throws Exception {
    return DriverManager.getConnection(url().url(), "postgres", "");
  }

  @Override
  public void restore(Path backup, InstantSource clock) {
    PostgresStore.restore(backup, url().url(), "postgres", "", clock);
  }
}
