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

  @Nested
  class Passing extends PassContract {
    Passing() {
      super(new PostgresDatabase());
    }
  }

  @Nested
  class Glancing extends GlanceContract {
    Glancing() {
      super(new PostgresDatabase());
    }
  }

  @Nested
  class Recording extends RecordsContract {
    Recording() {
      super(new PostgresDatabase());
    }
  }

  @Nested
  class Offering extends OffersContract {
    Offering() {
      super(new PostgresDatabase());
    }
  }

  @Nested
  class Documenting extends DocumentsContract {
    Documenting() {
      super(new PostgresDatabase());
    }
  }

  @Nested
  class SigningIn extends SessionsContract {
    SigningIn() {
      super(new PostgresDatabase());
    }
  }

  @Nested
  class Together extends ConcurrencyContract {
    Together() {
      super(new PostgresDatabase());
    }
  }

  @Nested
  class Backups extends BackupContract {
    Backups() {
      super(new PostgresDatabase());
    }

    @Override
    Database other() {
      return new SqliteDatabase();
    }
  }
}
