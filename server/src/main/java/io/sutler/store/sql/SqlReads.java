package io.sutler.store.sql;

import io.sutler.domain.Command;
import io.sutler.domain.CommandId;
import io.sutler.domain.ComponentRecord;
import io.sutler.domain.Deployment;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Retained;
import io.sutler.domain.Run;
import io.sutler.domain.RunId;
import io.sutler.domain.Step;
import io.sutler.store.Reads;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@link Reads} over readers. */
final class SqlReads implements Reads {
  private static final String DEPLOYMENT =
      "SELECT " + DeploymentRows.COLUMNS + " FROM deployment d ";
  private static final String COMMAND = "SELECT " + CommandRows.COLUMNS + " FROM command c ";
  private static final String RUN = "SELECT " + RunRows.RUN + " FROM run r ";
  private static final String RETAINED = "SELECT " + RetainedRows.COLUMNS + " FROM retained ";

  /** Greater than every ULID. */
  private static final String END = "~";

  private final Readers readers;
  private final GroupWriter writer;

  SqlReads(Readers readers, GroupWriter writer) {
    this.readers = readers;
    this.writer = writer;
  }

  @Override
  public Optional<Deployment> deployment(ProjectId project, String name) {
    var sql = DEPLOYMENT + "WHERE d.project = ? AND d.name = ?";
    return readers.read(s -> s.first(sql, DeploymentRows::read, project.value(), name));
  }

  @Override
  public Optional<Deployment> deployment(DeploymentId id) {
    var sql = DEPLOYMENT + "WHERE d.id = ?";
    return readers.read(s -> s.first(sql, DeploymentRows::read, id.value()));
  }

  @Override
  public List<Deployment> deployments(ProjectId project, String afterName, int limit) {
    var sql = DEPLOYMENT + "WHERE d.project = ? AND d.name > ? ORDER BY d.name LIMIT ?";
    return readers.read(s -> s.query(sql, DeploymentRows::read, project.value(), afterName, limit));
  }

  @Override
  public List<ComponentRecord> components(long key) {
    var sql =
        "SELECT " + ComponentRows.COLUMNS + " FROM component WHERE deployment = ? ORDER BY name";
    return readers.read(s -> s.query(sql, ComponentRows::read, key));
  }

  @Override
  public Optional<Command> command(ProjectId project, CommandId id) {
    var sql = COMMAND + "WHERE c.id = ? AND c.project = ?";
    return readers.read(s -> s.first(sql, CommandRows::read, id.value(), project.value()));
  }

  @Override
  public List<Command> commands(
      ProjectId project, Optional<DeploymentId> of, String beforeId, int limit) {
    var before = beforeId.isEmpty() ? END : beforeId;
    var page = " AND c.id < ? ORDER BY c.id DESC LIMIT ?";
    return readers.read(s ->
        of.isEmpty()
            ? s.query(
                COMMAND + "WHERE c.project = ?" + page,
                CommandRows::read,
                project.value(),
                before,
                limit)
            : s.query(
                COMMAND + "WHERE c.deployment = ? AND c.project = ?" + page,
                CommandRows::read,
                of.get().value(),
                project.value(),
                before,
                limit));
  }

  @Override
  public List<Run> runs(DeploymentId of, String beforeId, int limit) {
    var sql = RUN + "WHERE r.deployment = ? AND r.id < ? ORDER BY r.id DESC LIMIT ?";
    var before = beforeId.isEmpty() ? END : beforeId;
    return readers.read(s -> s.query(sql, RunRows::run, of.value(), before, limit));
  }

  @Override
  public Optional<Run> run(RunId id) {
    return readers.read(s -> s.first(RUN + "WHERE r.id = ?", RunRows::run, id.value()));
  }

  @Override
  public List<Step> steps(RunId run) {
    var sql = "SELECT " + RunRows.STEP + " FROM step s WHERE s.run = ? ORDER BY s.number";
    return readers.read(s -> s.query(sql, RunRows::step, run.value()));
  }

  @Override
  public List<Deployment> consumers(DeploymentId provider) {
    var sql =
        DEPLOYMENT
            + "WHERE d.key IN (SELECT consumer FROM binding WHERE provider = ?) ORDER BY d.name";
    return readers.read(s -> s.query(sql, DeploymentRows::read, provider.value()));
  }

  @Override
  public List<Retained> retained(ProjectId project) {
    var sql = RETAINED + "WHERE project = ? ORDER BY name";
    return readers.read(s -> s.query(sql, RetainedRows::read, project.value()));
  }

  @Override
  public Optional<Retained> retained(ProjectId project, String name) {
    var sql = RETAINED + "WHERE project = ? AND name = ?";
    return readers.read(s -> s.first(sql, RetainedRows::read, project.value(), name));
  }

  @Override
  public List<Retained> expiredRetained(Instant now, int limit) {
    var sql = RETAINED + "WHERE expires < ? ORDER BY expires LIMIT ?";
    return readers.read(s -> s.query(sql, RetainedRows::read, now, limit));
  }

  @Override
  public boolean removeRetained(ProjectId project, String id) {
    return writer.write(s -> RetainedRows.remove(s, project.value(), id));
  }

  @Override
  public Usage usage(ProjectId project) {
    return readers.read(s -> Usages.of(s, project.value()));
  }

  @Override
  public Set<DeploymentId> existing(Collection<DeploymentId> ids) {
    var values = ids.stream().map(DeploymentId::value).distinct().toList();
    return readers.read(s ->
        new HashSet<>(
            s.queryIn(
                "SELECT id FROM deployment WHERE id IN (:in)",
                row -> new DeploymentId(row.text()),
                values)));
  }

  @Override
  public Map<String, Long> counts() {
    return readers.read(s -> {
      Map<String, Long> counts = new LinkedHashMap<>();
      for (var what : List.of("project", "app_user", "deployment", "retained", "region")) {
        counts.put(what, s.first("SELECT count(*) FROM " + what, Row::number).orElse(0L));
      }
      counts.put(
          "command_open",
          s.first("SELECT count(*) FROM command WHERE ended_at IS NULL", Row::number).orElse(0L));
      counts.put(
          "run_open",
          s.first("SELECT count(*) FROM run WHERE ended_at IS NULL", Row::number).orElse(0L));
      return counts;
    });
  }
}
