package io.sutler.store.sql;

import java.sql.SQLException;
import java.util.Optional;

/**
 * Transactions on one connection, which is opened anew when it is lost. What failed only because of
 * others, or before its commit was sent, is run again. For one thread.
 */
final class PostgresTransactor implements Transactor {
  private static final int COLLISIONS = 20;
  private final Readers.Source source;
  private final Outage outage;
  private Optional<Session> session = Optional.empty();

  /**
   * @param source opens connections without autocommit
   */
  PostgresTransactor(Readers.Source source, Outage outage) {
    this.source = source;
    this.outage = outage;
  }

  @Override
  public <T> T run(Session.Work<T> work) throws SQLException {
    int collisions = 0;
    for (int tries = 1; ; tries++) {
      outage.check();
      try {
        var result = once(work);
        outage.over();
        return result;
      } catch (CommitUnknown e) {
        throw e;
      } catch (SQLException e) {
        boolean again =
            Trouble.isLost(e)
                ? outage.isBorne(e)
                : Trouble.isWorthAgain(e) && ++collisions < COLLISIONS;
        if (!again) {
          throw e;
        }
        Backoff.before(tries);
      }
    }
  }

  private <T> T once(Session.Work<T> work) throws SQLException {
    if (session.isEmpty()) {
      session = Optional.of(source.open());
    }
    var open = session.get();
    boolean sent = false;
    boolean done = false;
    try {
      var result = work.with(open);
      sent = true;
      open.connection().commit();
      done = true;
      return result;
    } catch (SQLException e) {
      if (!Trouble.isLost(e)) {
        throw e;
      }
      close();
      throw sent ? new CommitUnknown(e) : e;
    } finally {
      if (!done) {
        undo();
      }
    }
  }

  private void undo() throws SQLException {
    if (session.isPresent()) {
      try {
        session.get().connection().rollback();
      } catch (SQLException e) {
        close();
        if (!Trouble.isLost(e)) {
          throw e;
        }
      }
    }
  }

  @Override
  public void close() {
    session.ifPresent(Session::drop);
    session = Optional.empty();
  }
}
