package io.sutler.store.sql;

import io.sutler.domain.Refusal;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings a database to the form that this program knows. */
final class Schema {
  /** Grows with every migration; a database with a greater one is refused. */
  static final int FORMAT = 1;

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
    var found = format(session);
    if (found.isPresent()) {
      refuseNewer(found.get(), database);
    }
    // Looking for migrations costs a third of a second: not at each start.
    if (found.isEmpty() || found.get() < FORMAT) {
      FLYWAY.setLevel(Level.WARNING);
      var dialect = session.dialect();
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
    }
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

  /** Format of the tables there; empty when there are none. */
  static Optional<Integer> format(Session session) throws SQLException {
    var connection = session.connection();
    try (var tables =
        connection.getMetaData().getTables(null, connection.getSchema(), "meta", null)) {
      if (!tables.next()) {
        return Optional.empty();
      }
    }
    return session
        .first("SELECT value FROM meta WHERE name = 'format'", Row::text)
        .map(Integer::valueOf);
  }
}
