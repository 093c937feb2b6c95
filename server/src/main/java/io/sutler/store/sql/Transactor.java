package io.sutler.store.sql;

import java.sql.SQLException;

/** Runs work in a transaction on the connection of one writer. For one thread. */
interface Transactor extends AutoCloseable {
  /**
   * Commits durably or throws and leaves nothing.
   *
   * @throws CommitUnknown when the connection went in the middle of the commit
   */
  <T> T run(Session.Work<T> work) throws SQLException;

  @Override
  void close();

  /** Nobody knows whether it was committed. */
  final class CommitUnknown extends SQLException {
    private static final long serialVersionUID = 1;

    CommitUnknown(SQLException cause) {
      super(cause);
    }
  }
}
