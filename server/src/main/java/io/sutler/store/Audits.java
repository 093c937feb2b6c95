package io.sutler.store;

import io.sutler.domain.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The append-only, hash-chained table of who did what. */
public interface Audits {
  /** {@code project} empty for what belongs to none. */
  void append(Optional<ProjectId> project, Instant at, Accept.AuditEntry entry);

  /** Newest first, before {@code beforeSeq} ({@code Long.MAX_VALUE} for the first page). */
  List<Row> page(Optional<ProjectId> project, long beforeSeq, int limit);

  /** Sequence number of the first row whose chain is broken, or empty when it holds. */
  Optional<Long> verify(Optional<ProjectId> project);

  record Row(long seq, Instant at, Accept.AuditEntry entry, String hash) {}
}
