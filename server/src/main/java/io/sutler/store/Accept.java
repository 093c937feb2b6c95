package io.sutler.store;

import io.sutler.domain.Command;
import io.sutler.domain.Deployment;
import io.sutler.domain.Desired;
import io.sutler.domain.Resources;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A command to be taken.
 *
 * @param command state {@code PROPOSED} or {@code ACCEPTED}
 * @param level what it does to the deployment row
 * @param ifVersion refuse unless the deployment row still has this version
 * @param idempotency the caller's key
 * @param uses what the deployment will take in all after this
 * @param audit what to write in the audit table
 */
public record Accept(
    Command command,
    LevelChange level,
    Optional<Long> ifVersion,
    Optional<Idempotency> idempotency,
    Resources uses,
    AuditEntry audit) {

  /** What happens to the deployment row. */
  public sealed interface LevelChange {
    /** Makes it; {@code deployment.key()} is ignored, the store gives one. */
    record Create(Deployment deployment, Optional<Integer> planLimit) implements LevelChange {}

    /**
     * Sets a new level and adds one to the generation; supersedes open level commands.
     *
     * @param displayName empty leaves it
     * @param keeps of a removal that keeps storage: how many bytes that will be, 0 when nobody
     *     knows
     */
    record Update(long key, Desired desired, Optional<String> displayName, Optional<Long> keeps)
        implements LevelChange {
      public Update(long key, Desired desired) {
        this(key, desired, Optional.empty(), Optional.empty());
      }
    }

    /** Leaves the level as it is. */
    record Keep(long key) implements LevelChange {}
  }

  /**
   * A caller's idempotency key.
   *
   * @param scope who and where: the same key of another user or project is another key
   * @param bodyHash of the request: the same key with another body is refused
   */
  public record Idempotency(String scope, String key, String bodyHash, Instant expires) {}

  /** Facts of the audit row; the store numbers and chains it. */
  public record AuditEntry(
      String by,
      String face,
      String action,
      String object,
      Map<String, Object> before,
      Map<String, Object> after,
      String outcome) {}
}
