package io.sutler.store.sql;

import org.junit.jupiter.api.Nested;

/** The contract of the store, on PostgreSQL. */
class PostgresStoreTest {
  @Nested
  class Accepting extends AcceptContract {
    Accepting() {
      super(new PostgresDatabase());
    }
  }
}
