package io.sutler.store.sql;

import java.sql.SQLException;

/** Transactions on the only connection that writes. For one thread. */
final class SqliteTransactor implements Transactor {
  private static final System.Logger LOG = System.getLogger(SqliteTransactor.class.getName());
  private final Session session;
  private final Runnable committed;

  /**
   * @param committed called after each commit
   */
  SqliteTransactor(Session session, Runnable committed) {
    this.session = session;
    this.committed = committed;
  }

  @Override
  public <T> T run(Session.Work<T> work) throws SQLException {
    // Not by the driver's own autocommit: it would hold the write lock between transactions.
    session.update("BEGIN IMMEDIATE");
    boolean done = false;
    try {
      var result = work.with(session);
      session.update("COMMIT");
      done = true;
      committed.run();
      return result;
    } finally {
      if (!done) {
        undo();
      }
    }
  }

  private void undo() {
    try {
      session.update("ROLLBACK");
    } catch (SQLException e) {
      // SQLite itself has rolled back after a full disk and the like.
      LOG.log(System.Logger.Level.DEBUG, "nothing to roll back", e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (SQLException e) {
      LOG.log(System.Logger.Level.WARNING, "the database was not closed well", e);
    }
  }
}
