package io.sutler.store.sql;

import io.sutler.domain.Resources;
import io.sutler.store.Reads.Usage;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** What a project takes, as its ledger says. */
final class Usages {
  private Usages() {}

  static Usage of(Session session, String project) throws SQLException {
    Map<String, Long> perPlan = new HashMap<>();
    session.each(
        "SELECT plan, deployments FROM plan_usage WHERE deployments > 0 AND project = ?",
        row -> perPlan.put(row.text(), row.number()),
        project);
    return session
        .first(
            "SELECT deployments, cpus, memory, disk, retained FROM ledger WHERE project = ?",
            row ->
                new Usage(
                    row.number(),
                    perPlan,
                    new Resources(row.number(), row.number(), row.number()),
                    row.number()),
            project)
        .orElse(new Usage(0, Map.of(), Resources.NONE, 0));
  }
}
