package io.sutler.store.sql;

import java.sql.SQLException;

/** Transactions on the only connection that writes. For one thread. */
final class SqliteTransactor implements Transactor {
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
    boolean done = false;
    try {
      var result = work.with(session);
      session.connection().commit();
      done = true;
      committed.run();
      return result;
    } finally {
      if (!done) {
        session.connection().rollback();
      }
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (SQLException e) {
      System.getLogger(SqliteTransactor.class.getName())
          .log(System.Logger.Level.WARNING, "the database was not closed well", e);
    }
  }
}
