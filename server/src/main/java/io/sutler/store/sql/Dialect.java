package io.sutler.store.sql;

import java.util.Map;

/** The few differences of the two databases. */
enum Dialect {
  SQLITE(
      Map.of(
          "text", "TEXT",
          "key", "INTEGER PRIMARY KEY",
          "clustered", "WITHOUT ROWID",
          "hot", "")) {
    @Override
    String locking(String table) {
      return "";
    }

    @Override
    String sharing() {
      return "";
    }
  },
  POSTGRESQL(
      Map.of(
          "text", "TEXT COLLATE \"C\"",
          "key", "BIGINT PRIMARY KEY",
          "clustered", "",
          "hot", "WITH (fillfactor = 85)")) {
    @Override
    String locking(String table) {
      return " FOR UPDATE OF " + table;
    }

    @Override
    String sharing() {
      return " FOR SHARE";
    }
  };

  private final Map<String, String> placeholders;

  Dialect(Map<String, String> placeholders) {
    this.placeholders = placeholders;
  }

  /** What the migration script's placeholders stand for. */
  Map<String, String> placeholders() {
    return placeholders;
  }

  /** Put after a select: others that would change these rows wait until this commits. */
  abstract String locking(String table);

  /** Put after a select: others may read and share, not change. */
  abstract String sharing();
}
