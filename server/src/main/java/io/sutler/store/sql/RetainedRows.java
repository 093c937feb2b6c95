package io.sutler.store.sql;

import io.sutler.domain.DeploymentId;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Retained;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rows of {@code retained}. For one thread. */
final class RetainedRows {
  static final String COLUMNS =
      "id, project, name, from_id, from_name, component, plan, driver, region, handle, bytes,"
          + " since, expires";
  private final Session session;

  RetainedRows(Session session) {
    this.session = session;
  }

  static Retained read(Row row) throws SQLException {
    return new Retained(
        row.text(),
        new ProjectId(row.text()),
        row.text(),
        new DeploymentId(row.text()),
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        row.number(),
        row.time(),
        row.maybeTime());
  }

  /**
   * Adds each under its name, or that with a number when the name is taken; gives those that were
   * not there before.
   */
  List<Retained> keep(List<Retained> all) throws SQLException {
    var added = new ArrayList<Retained>();
    for (var r : all) {
      int count =
          session.update(
              """
              INSERT INTO retained (id, project, name, from_id, from_name, component, plan, driver,
                region, handle, bytes, since, expires, adopter)
              VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,'') ON CONFLICT (id) DO NOTHING\
              """,
              r.id(),
              r.project().value(),
              freeName(r),
              r.from().value(),
              r.fromName(),
              r.component(),
              r.plan(),
              r.driver(),
              r.region(),
              r.handle(),
              r.bytes(),
              r.since(),
              r.expires());
      if (count == 1) {
        added.add(r);
      }
    }
    return added;
  }

  static boolean remove(Session session, String project, String id) throws SQLException {
    var ledgers = Ledgers.lock(session, List.of(project));
    var bytes =
        session.first(
            "DELETE FROM retained WHERE id = ? AND project = ? RETURNING bytes",
            Row::number,
            id,
            project);
    bytes.ifPresent(was -> ledgers.of(project).ifPresent(ledger -> ledger.retain(-was)));
    ledgers.flush(session);
    return bytes.isPresent();
  }

  private String freeName(Retained r) throws SQLException {
    var taken =
        session.query(
            "SELECT name FROM retained WHERE project = ? AND id <> ?",
            Row::text,
            r.project().value(),
            r.id());
    var name = r.name();
    for (int i = 2; taken.contains(name); i++) {
      name = r.name() + "-" + i;
    }
    return name;
  }
}
