package io.sutler.store.sql;

import io.sutler.domain.Deployment;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Resources;
import io.sutler.domain.RunState;
import java.sql.SQLException;

/** Rows of {@code deployment}, wide and narrow. */
final class DeploymentRows {
  static final String COLUMNS =
      "d.id, d.key, d.project, d.name, d.display_name, d.place, d.generation, d.desired,"
          + " d.observed, d.version, d.created_at";
  static final String NARROW =
      "d.id, d.key, d.project, d.name, d.plan, d.run_state, d.place, d.generation, d.version,"
          + " d.cpus, d.memory, d.disk, d.retaining";

  private DeploymentRows() {}

  static Deployment read(Row row) throws SQLException {
    return new Deployment(
        new DeploymentId(row.text()),
        row.number(),
        new ProjectId(row.text()),
        row.text(),
        row.text(),
        row.text(),
        row.number(),
        JsonColumns.DESIRED.of(row.text()),
        JsonColumns.OBSERVED.of(row.text()),
        row.number(),
        row.time());
  }

  /**
   * What the writes must know of a deployment, without its JSON.
   *
   * @param retaining bytes that its removal is expected to keep
   */
  record Standing(
      String id,
      long key,
      String project,
      String name,
      String plan,
      RunState runState,
      String place,
      long generation,
      long version,
      Resources uses,
      long retaining) {

    static Standing read(Row row) throws SQLException {
      return new Standing(
          row.text(),
          row.number(),
          row.text(),
          row.text(),
          row.text(),
          RunState.valueOf(row.text()),
          row.text(),
          row.number(),
          row.number(),
          new Resources(row.number(), row.number(), row.number()),
          row.number());
    }
  }
}
