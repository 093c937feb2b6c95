package io.sutler.store.sql;

import java.sql.SQLException;
import java.util.List;

/**
 * One kind of write, carried out for many callers at once in one transaction. Called by one thread
 * at a time; may be called again for the same inputs when a transaction is repeated, so it must
 * keep no state of a run that did not commit.
 */
interface Batch<I, R> {
  /** As many results as inputs, in their order. */
  List<R> run(Session session, List<I> inputs) throws SQLException;

  /** After the commit, before any caller hears of it; must not block or throw. */
  default void committed(List<R> results) {}

  /** Whether it may run again when nobody knows if its first commit came through. */
  default boolean repeatable(I input) {
    return true;
  }

  /** Order within a transaction, so that rows are locked in the same order everywhere. */
  int rank();
}
