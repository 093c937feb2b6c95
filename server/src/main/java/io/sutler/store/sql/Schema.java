package io.sutler.store.sql;

import io.sutler.domain.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings a database to the form that this program knows. */
final class Schema {
  /** Grows with every migration; a database with a greater one is refused. */
  static final int FORMAT = 5;

  /** Kept, so that what is set on it stays set. */
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  private Schema() {}

  /**
   * Makes or upgrades the tables.
   *
   * @throws Refusal when a newer program has written it
   */
  static void bring(Session session, UnaryOperator<FluentConfiguration> source, String database)
      throws SQLException {
    var found = format(session, database);
    if (found.isPresent()) {
      refuseNewer(found.get(), database);
    }
    // Looking for migrations costs a third of a second: not at each start.
    if (found.isEmpty() || found.get() < FORMAT) {
      FLYWAY.setLevel(Level.WARNING);
      migrate(session.dialect(), source, database);
    }
  }

  private static void migrate(
      Dialect dialect, UnaryOperator<FluentConfiguration> source, String database)
      throws SQLException {
    try {
      source
          .apply(Flyway.configure())
          .locations(
              "classpath:db/schema",
              "classpath:db/" + dialect.name().toLowerCase(java.util.Locale.ROOT))
          .failOnMissingLocations(false)
          .placeholders(dialect.placeholders())
          .table("schema_history")
          .group(true)
          .load()
          .migrate();
    } catch (FlywayException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof SQLException sql) {
          throw sql;
        }
      }
      throw foreign(database);
    }
  }

  private static Refusal foreign(String database) {
    return new Refusal(
        Refusal.Kind.UNAVAILABLE,
        "foreign-database",
        database
            + " holds tables that are not Sutler's: name an empty database; nothing was changed");
  }

  static void refuseNewer(int format, String database) {
    if (format > FORMAT) {
      throw new Refusal(
          Refusal.Kind.UNAVAILABLE,
          "newer-database",
          "this database was written by a newer Sutler (format "
              + format
              + ", this program knows up to "
              + FORMAT
              + "): start that one, or restore a backup made by this one; nothing was changed in "
              + database);
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

  /**
   * Format of the tables there; empty when there are none.
   *
   * @throws Refusal when they are somebody else's
   */
  static Optional<Integer> format(Session session, String database) throws SQLException {
    var connection = session.connection();
    Set<String> columns;
    try (var tables =
        connection.getMetaData().getTables(null, connection.getSchema(), "meta", null)) {
      if (!tables.next()) {
        return Optional.empty();
      }
      columns = columns(connection);
    }
    if (!columns.containsAll(Set.of("name", "value"))) {
      throw foreign(database);
    }
    var format = session.first("SELECT value FROM meta WHERE name = 'format'", Row::text);
    if (format.filter(text -> text.matches("[0-9]{1,6}")).isEmpty()) {
      throw foreign(database);
    }
    return format.map(Integer::valueOf);
  }

  private static Set<String> columns(Connection connection) throws SQLException {
    var names = new HashSet<String>();
    try (var columns =
        connection.getMetaData().getColumns(null, connection.getSchema(), "meta", null)) {
      while (columns.next()) {
        names.add(columns.getString("COLUMN_NAME"));
      }
    }
    return names;
  }
}
