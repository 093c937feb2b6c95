package io.sutler.store.sql;

import java.sql.SQLException;

/**
 * Gives deployments their keys, out of blocks that are taken durably: no two processes give the
 * same, and none is given twice. For the writer's thread.
 */
final class Keys {
  private static final int BLOCK = 1024;
  private long next;
  private long end;
  private boolean durable = true;

  /** At the start of a transaction: a block whose own transaction was undone is not ours. */
  void begin() {
    if (!durable) {
      next = end;
      durable = true;
    }
  }

  long next(Session session) throws SQLException {
    if (next == end) {
      next = take(session, "deployment", BLOCK);
      end = next + BLOCK;
      durable = false;
    }
    return next++;
  }

  void committed() {
    durable = true;
  }

  /** Moves a counter on; gives where it stood. */
  static long take(Session session, String counter, long count) throws SQLException {
    return session
            .first(
                "UPDATE counter SET next = next + ? WHERE name = ? RETURNING next",
                Row::number,
                count,
                counter)
            .orElseThrow()
        - count;
  }
}
