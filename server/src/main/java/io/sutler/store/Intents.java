package io.sutler.store;

import io.sutler.domain.ProjectId;
import java.time.Instant;
import java.util.Optional;

/** The writes of {@code intent}: the only way that desired state changes. */
public interface Intents {
  /**
   * Takes a command, whole or not at all: deployment row, command, bindings, quota use, idempotency
   * key, audit row and mark, in one transaction.
   */
  Accepted accept(Accept request);

  /**
   * What {@link #accept} would answer to this idempotency key alone: {@code Replayed}, {@code
   * KeyReused}, or empty for one that is new or expired. Asked first, so that a repeated request is
   * answered alike when the world has moved since.
   */
  Optional<Accepted> replay(Accept.Idempotency key, Instant now);

  /**
   * Ends a command that still goes on (cancel, deadline) and marks its deployment: false, and
   * nothing done, for one that has ended.
   */
  boolean end(CommandEnd end);

  /**
   * Sets when retained storage expires; the loop has its driver discard it then and removes the
   * row. False when there is none.
   */
  boolean expireRetained(ProjectId project, String id, Instant at);
}
