package io.sutler.store.sql;

import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Appends to the audit chains. */
final class AuditBatch implements Batch<AuditBatch.Entry, Boolean> {
  /**
   * @param project empty text for what belongs to none
   */
  record Entry(String project, Chain.Line line) {}

  @Override
  public int rank() {
    return 1;
  }

  @Override
  public List<Boolean> run(Session session, List<Entry> inputs) throws SQLException {
    var projects = Stream.concat(Stream.of(""), inputs.stream().map(Entry::project)).toList();
    var ledgers = Ledgers.lock(session, projects);
    for (var entry : inputs) {
      // What was done to a project that never was belongs to none.
      ledgers.append(ledgers.of(entry.project).isPresent() ? entry.project : "", entry.line);
    }
    ledgers.flush(session);
    return Collections.nCopies(inputs.size(), true);
  }

  @Override
  public boolean repeatable(Entry input) {
    return false;
  }
}
