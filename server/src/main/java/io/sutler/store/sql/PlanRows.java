package io.sutler.store.sql;

import io.sutler.domain.ProjectId;
import io.sutler.domain.Region;
import io.sutler.domain.Trust;
import io.sutler.json.Json;
import io.sutler.store.Plans.PlanRow;
import java.sql.SQLException;
import java.util.Optional;

/** Rows of plan versions and regions. */
final class PlanRows {
  static final String PLAN =
      "digest, name, version, project, trust, title, category, document, uses, published_by,"
          + " published_at";
  static final String INSERT =
      "INSERT INTO plan_version ("
          + PLAN
          + ") VALUES (?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (project, name, version) DO NOTHING";
  static final String REGION =
      "name, project, kind, place, settings, secret, drained, max_parallel";
  static final String UPSERT_REGION =
      """
      INSERT INTO region (project, name, kind, place, settings, secret, drained, max_parallel)
      VALUES (?,?,?,?,?,?,?,?)
      ON CONFLICT (project, name) DO UPDATE SET kind = excluded.kind, place = excluded.place,
        settings = excluded.settings, secret = excluded.secret, drained = excluded.drained,
        max_parallel = excluded.max_parallel\
      """;

  private PlanRows() {}

  private static Optional<ProjectId> scope(String project) {
    return project.isEmpty() ? Optional.empty() : Optional.of(new ProjectId(project));
  }

  static PlanRow plan(Row row) throws SQLException {
    return new PlanRow(
        row.text(),
        row.text(),
        row.text(),
        scope(row.text()),
        Trust.valueOf(row.text()),
        row.text(),
        row.text(),
        row.text(),
        JsonColumns.read(JsonColumns.NAMES, row.text()),
        row.text(),
        row.time());
  }

  static Object[] insert(PlanRow p) {
    return new Object[] {
      p.digest(),
      p.name(),
      p.version(),
      p.project().map(ProjectId::value).orElse(""),
      p.trust(),
      p.title(),
      p.category(),
      p.document(),
      Json.write(p.uses()),
      p.publishedBy(),
      p.publishedAt()
    };
  }

  static Region region(Row row) throws SQLException {
    return new Region(
        row.text(),
        scope(row.text()),
        row.text(),
        row.text(),
        JsonColumns.data(row.text()),
        row.text(),
        row.flag(),
        row.number());
  }
}
