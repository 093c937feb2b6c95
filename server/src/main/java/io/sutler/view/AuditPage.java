package io.sutler.view;

import io.sutler.domain.AuditRecord;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Refusal;
import io.sutler.store.Store;
import java.util.Optional;

/** Pages of the audit table, newest first. */
final class AuditPage {
  private AuditPage() {}

  static Page<AuditRecord> of(Store store, Optional<ProjectId> of, String after, int limit) {
    int size = Page.bounded(limit);
    var rows = store.audits().page(of, before(after), size + 1);
    return Page.of(
        rows.stream().map(Shown::audit).toList(), size, row -> String.valueOf(row.seq()));
  }

  private static long before(String after) {
    try {
      return after.isEmpty() ? Long.MAX_VALUE : Long.parseLong(after);
    } catch (NumberFormatException e) {
      throw Refusal.invalid("/after", "give the cursor that came as next");
    }
  }
}
