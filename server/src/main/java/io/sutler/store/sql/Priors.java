package io.sutler.store.sql;

import io.sutler.store.Accept.Idempotency;
import io.sutler.store.Accepted;
import java.sql.SQLException;
import java.util.Optional;

/** What idempotency keys stand for. Sweeping is for the writer's thread. */
final class Priors {
  private static final long EVERY = 600_000_000;
  private long swept;

  /** Forgets expired keys, some now and then. */
  void sweep(Session session, long now) throws SQLException {
    if (now - swept > EVERY) {
      swept = now;
      session.update(
          """
          DELETE FROM idempotency WHERE id IN
            (SELECT id FROM idempotency WHERE expires < ? ORDER BY expires LIMIT 10000)\
          """,
          now);
    }
  }

  /** Scope and key as one text. */
  static String id(Idempotency key) {
    return key.scope().length() + ":" + key.scope() + key.key();
  }

  /** What a key was used for; empty for one that is new or expired. */
  static Optional<Accepted> answer(Session session, Idempotency key, long now) throws SQLException {
    var prior =
        session.first(
            "SELECT body_hash, command FROM idempotency WHERE id = ? AND expires > ?",
            row -> new Prior(row.text(), row.text()),
            id(key),
            now);
    return prior.isEmpty() ? Optional.empty() : Optional.of(prior.get().answer(session, key));
  }

  /** A use of a key. */
  record Prior(String bodyHash, String command) {
    Accepted answer(Session session, Idempotency key) throws SQLException {
      var made =
          session.first(
              "SELECT " + CommandRows.COLUMNS + " FROM command c WHERE c.id = ?",
              CommandRows::read,
              command);
      return key.bodyHash().equals(bodyHash) && made.isPresent()
          ? new Accepted.Replayed(made.get())
          : new Accepted.KeyReused();
    }
  }
}
