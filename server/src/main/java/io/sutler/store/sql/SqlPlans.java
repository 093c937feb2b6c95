package io.sutler.store.sql;

import io.sutler.domain.ProjectId;
import io.sutler.domain.Region;
import io.sutler.json.Json;
import io.sutler.store.Plans;
import java.util.List;
import java.util.Optional;

/** {@link Plans} over a writer and readers. A project's own come before those of all projects. */
final class SqlPlans implements Plans {
  private static final String PLAN = "SELECT " + PlanRows.PLAN + " FROM plan_version ";
  private static final String REGION = "SELECT " + PlanRows.REGION + " FROM region ";
  private static final String VISIBLE = "project IN ('', ?)";
  private final Readers readers;
  private final GroupWriter writer;

  SqlPlans(Readers readers, GroupWriter writer) {
    this.readers = readers;
    this.writer = writer;
  }

  private static String scope(Optional<ProjectId> project) {
    return project.map(ProjectId::value).orElse("");
  }

  @Override
  public boolean publish(PlanRow plan, byte[] bundle) {
    return writer.write(s -> {
      s.update(
          """
          INSERT INTO bundle (digest, content) VALUES (?,?)
          ON CONFLICT (digest) DO UPDATE SET content = excluded.content\
          """,
          plan.digest(),
          bundle);
      s.update(PlanRows.INSERT, PlanRows.insert(plan));
      var sql = "SELECT digest FROM plan_version WHERE project = ? AND name = ? AND version = ?";
      boolean stands =
          s.first(sql, Row::text, scope(plan.project()), plan.name(), plan.version())
              .filter(plan.digest()::equals)
              .isPresent();
      if (!stands) {
        s.update(
            """
            DELETE FROM bundle
            WHERE digest = ? AND digest NOT IN (SELECT digest FROM plan_version)\
            """,
            plan.digest());
      }
      return stands;
    });
  }

  @Override
  public Optional<PlanRow> find(Optional<ProjectId> project, String name, String version) {
    var sql =
        PLAN + "WHERE name = ? AND version = ? AND " + VISIBLE + " ORDER BY project DESC LIMIT 1";
    return readers.read(s -> s.first(sql, PlanRows::plan, name, version, scope(project)));
  }

  @Override
  public List<PlanRow> versions(Optional<ProjectId> project, String name) {
    var sql =
        PLAN
            + "WHERE name = ? AND "
            + VISIBLE
            + " ORDER BY project DESC, published_at DESC, version DESC";
    return readers.readOnce(
        List.of(sql, name, scope(project)),
        s -> List.copyOf(s.query(sql, PlanRows::plan, name, scope(project))));
  }

  @Override
  public Optional<PlanRow> byDigest(String digest) {
    var sql = PLAN + "WHERE digest = ? ORDER BY project LIMIT 1";
    return readers.read(s -> s.first(sql, PlanRows::plan, digest));
  }

  @Override
  public List<PlanRow> list(Optional<ProjectId> project) {
    var sql =
        PLAN + "WHERE " + VISIBLE + " ORDER BY name, project DESC, published_at DESC, version DESC";
    return readers.read(s -> s.query(sql, PlanRows::plan, scope(project)));
  }

  @Override
  public Optional<byte[]> bundle(String digest) {
    return readers.read(
        s -> s.first("SELECT content FROM bundle WHERE digest = ?", Row::bytes, digest));
  }

  @Override
  public void put(Region region) {
    int unused =
        writer.write(s ->
            s.update(
                PlanRows.UPSERT_REGION,
                scope(region.project()),
                region.name(),
                region.kind(),
                region.place(),
                Json.write(region.settings()),
                region.secret(),
                region.drained(),
                region.maxParallel()));
  }

  @Override
  public Optional<Region> region(Optional<ProjectId> project, String name) {
    var sql = REGION + "WHERE name = ? AND " + VISIBLE + " ORDER BY project DESC LIMIT 1";
    return readers.readOnce(
        List.of(sql, name, scope(project)),
        s -> s.first(sql, PlanRows::region, name, scope(project)));
  }

  @Override
  public List<Region> regions(Optional<ProjectId> project) {
    var sql = REGION + "WHERE " + VISIBLE + " ORDER BY name, project DESC";
    return readers.read(s -> s.query(sql, PlanRows::region, scope(project)));
  }

  @Override
  public List<Region> everyRegion() {
    return readers.read(s -> s.query(REGION + "ORDER BY name, project", PlanRows::region));
  }

  @Override
  public boolean removeRegion(Optional<ProjectId> project, String name) {
    var sql = "DELETE FROM region WHERE project = ? AND name = ?";
    return writer.write(s -> s.update(sql, scope(project), name) == 1);
  }
}
