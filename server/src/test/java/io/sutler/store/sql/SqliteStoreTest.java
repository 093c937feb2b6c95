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

  @Nested
  class Passing extends PassContract {
    Passing() {
      super(new SqliteDatabase());
    }
  }

  @Nested
  class Glancing extends GlanceContract {
    Glancing() {
      super(new SqliteDatabase());
    }
  }

  @Nested
  class Recording extends RecordsContract {
    Recording() {
      super(new SqliteDatabase());
    }
  }

  @Nested
  class Offering extends OffersContract {
    Offering() {
      super(new SqliteDatabase());
    }
  }

  @Nested
  class Documenting extends DocumentsContract {
    Documenting() {
      super(new SqliteDatabase());
    }
  }

  @Nested
  class SigningIn extends SessionsContract {
    SigningIn() {
      super(new SqliteDatabase());
    }
  }

  @Nested
  class Together extends ConcurrencyContract {
    Together() {
      super(new SqliteDatabase());
    }
  }

  @Nested
  class Backups extends BackupContract {
    Backups() {
      super(new SqliteDatabase());
    }

    @Override
    Database other() {
      return new PostgresDatabase();
    }
  }
}
