package io.sutler.store;

/** The writes of {@code intent}: the only way that desired state changes. */
public interface Intents {
  /**
   * Takes a command, whole or not at all: deployment row, command, bindings, quota use, idempotency
   * key, audit row and mark, in one transaction.
   */
  Accepted accept(Accept request);

  /** Ends commands that still go on (cancel, deadline): a no-op for one that has ended. */
  boolean end(CommandEnd end);
}
