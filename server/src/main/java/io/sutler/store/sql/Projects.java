package io.sutler.store.sql;

import io.sutler.domain.Project;
import io.sutler.json.Json;
import java.sql.SQLException;
import java.util.List;

/** Makes and removes projects, with all that belongs to one. */
final class Projects {
  private Projects() {}

  static boolean create(Session session, Project project) throws SQLException {
    int made =
        session.update(
            """
            INSERT INTO project (id, name, display_name, created_at) VALUES (?,?,?,?)
            ON CONFLICT (name) DO NOTHING\
            """,
            project.id().value(),
            project.name(),
            project.displayName(),
            project.createdAt());
    if (made == 0) {
      return false;
    }
    var quota = project.quota();
    session.update(
        """
        INSERT INTO quota (project, deployments, per_plan, cpus, memory, disk, retained)
        VALUES (?,?,?,?,?,?,?)\
        """,
        project.id().value(),
        quota.deployments(),
        Json.write(quota.perPlan()),
        quota.cpus(),
        quota.memory(),
        quota.disk(),
        quota.retained());
    session.update(
        """
        INSERT INTO ledger (project, deployments, cpus, memory, disk, retained, standing,
          audit_seq, audit_hash)
        VALUES (?,0,0,0,0,0,1,0,'')\
        """,
        project.id().value());
    return true;
  }

  /** False while it has deployments or retained storage. Its audit stays. */
  static boolean remove(Session session, String project) throws SQLException {
    var ledger = Ledgers.lock(session, List.of(project)).of(project).filter(Ledger::standing);
    boolean holdsRetained =
        session.first("SELECT 1 FROM retained WHERE project = ?", Row::number, project).isPresent();
    if (ledger.isEmpty() || ledger.get().deployments() > 0 || holdsRetained) {
      return false;
    }
    for (var table :
        List.of(
            "quota",
            "group_role",
            "plan_usage",
            "membership",
            "token",
            "region",
            "flavor",
            "image",
            "key_pair",
            "document",
            "secret",
            "plan_version")) {
      session.update("DELETE FROM " + table + " WHERE project = ?", project);
    }
    session.update("DELETE FROM bundle WHERE digest NOT IN (SELECT digest FROM plan_version)");
    session.update("UPDATE ledger SET standing = 0 WHERE project = ?", project);
    return session.update("DELETE FROM project WHERE id = ?", project) == 1;
  }
}
