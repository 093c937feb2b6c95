package io.sutler.store.sql;

import io.sutler.domain.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a database to the form that this program knows. */
final class Schema {
  /** Grows with every migration; a database with a greater one is refused. */
  static final int FORMAT = 1;

  private Schema() {}

  /**
   * Makes or upgrades the tables.
   *
   * @throws Refusal when a newer program has written it
   */
  static void bring(DataSource source, Dialect dialect, String database) throws SQLException {
    var found = format(source, dialect);
    if (found.isPresent() && found.get() > FORMAT) {
      throw new Refusal(
          Refusal.Kind.UNAVAILABLE,
          "newer-database",
          "this database was written by a newer Sutler (format "
              + found.get()
              + ", this program knows up to "
              + FORMAT
              + "): start that one, or restore a backup made by this one; nothing was changed in "
              + database);
    }
    // Looking for migrations costs a third of a second: not at each start.
    if (found.isEmpty() || found.get() < FORMAT) {
      Flyway.configure()
          .dataSource(source)
          .locations(
              "classpath:db/schema",
              "classpath:db/" + dialect.name().toLowerCase(java.util.Locale.ROOT))
          .failOnMissingLocations(false)
          .placeholders(dialect.placeholders())
          .table("schema_history")
          .group(true)
          .load()
          .migrate();
    }
  }

  /** Gives the installation its id, once and for all. */
  static void install(GroupWriter writer, String id) {
    int unused =
        writer.write(s ->
            s.update(
                """
                INSERT INTO meta (name, value) VALUES ('installation', ?)
                ON CONFLICT (name) DO NOTHING\
                """,
                id));
  }

  /** Format of the tables there; empty when there are none. */
  static Optional<Integer> format(DataSource source, Dialect dialect) throws SQLException {
    try (var connection = source.getConnection()) {
      return hasMeta(connection)
          ? new Session(connection, dialect)
              .first("SELECT value FROM meta WHERE name = 'format'", Row::text)
              .map(Integer::valueOf)
          : Optional.empty();
    }
  }

  private static boolean hasMeta(Connection connection) throws SQLException {
    try (var tables =
        connection.getMetaData().getTables(null, connection.getSchema(), "meta", null)) {
      return tables.next();
    }
  }
}
