package io.sutler.store.sql;

import io.sutler.domain.DeploymentId;
import io.sutler.domain.ProjectId;
import io.sutler.store.Secrets;
import java.util.List;
import java.util.Optional;

/** {@link Secrets} over a writer and readers. */
final class SqlSecrets implements Secrets {
  private static final String INSERT =
      "INSERT INTO secret (id, project, deployment, sealed) VALUES (?,?,?,?) ON CONFLICT (id) DO ";
  private static final String GET = "SELECT sealed FROM secret WHERE id = ?";
  private final Readers readers;
  private final GroupWriter writer;

  SqlSecrets(Readers readers, GroupWriter writer) {
    this.readers = readers;
    this.writer = writer;
  }

  private static String of(Optional<DeploymentId> deployment) {
    return deployment.map(DeploymentId::value).orElse("");
  }

  @Override
  public void put(String id, ProjectId project, Optional<DeploymentId> deployment, byte[] sealed) {
    var sql = INSERT + "UPDATE SET sealed = excluded.sealed";
    int unused = writer.write(s -> s.update(sql, id, project.value(), of(deployment), sealed));
  }

  @Override
  public byte[] putOnce(
      String id, ProjectId project, Optional<DeploymentId> deployment, byte[] sealed) {
    return writer.write(s -> {
      s.update(INSERT + "NOTHING", id, project.value(), of(deployment), sealed);
      return s.first(GET, Row::bytes, id).orElse(sealed);
    });
  }

  @Override
  public Optional<byte[]> get(String id) {
    return readers.read(s -> s.first(GET, Row::bytes, id));
  }

  @Override
  public boolean remove(String id) {
    return writer.write(s -> s.update("DELETE FROM secret WHERE id = ?", id) == 1);
  }

  @Override
  public List<String> ids(ProjectId project) {
    var sql = "SELECT id FROM secret WHERE project = ? ORDER BY id";
    return readers.read(s -> s.query(sql, Row::text, project.value()));
  }
}
