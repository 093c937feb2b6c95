package io.sutler.store.sql;

import org.junit.jupiter.api.Nested;

/** The contract of the store, on SQLite. */
class SqliteStoreTest {
  @Nested
  class Accepting extends AcceptContract {
    Accepting() {
      super(new SqliteDatabase());
    }
  }
}
