package io.sutler.store.sql;

import io.sutler.domain.Flavor;
import io.sutler.domain.Image;
import io.sutler.domain.KeyPair;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Resources;
import io.sutler.json.Json;
import io.sutler.store.Offers;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@link Offers} over a writer and readers. */
final class SqlOffers implements Offers {
  private static final String VISIBLE =
      " WHERE project IN ('', ?) ORDER BY name, project DESC, region DESC";
  private static final String ONE = " WHERE project = ? AND region = ? AND name = ?";
  private final Readers readers;
  private final GroupWriter writer;

  SqlOffers(Readers readers, GroupWriter writer) {
    this.readers = readers;
    this.writer = writer;
  }

  private static String scope(Optional<ProjectId> project) {
    return project.map(ProjectId::value).orElse("");
  }

  private static Optional<ProjectId> project(String scope) {
    return scope.isEmpty() ? Optional.empty() : Optional.of(new ProjectId(scope));
  }

  @Override
  public void put(Flavor f) {
    var sql =
        """
        INSERT INTO flavor (project, region, name, native_id, cpus, memory, disk, price)
        VALUES (?,?,?,?,?,?,?,?)
        ON CONFLICT (project, region, name) DO UPDATE SET native_id = excluded.native_id,
          cpus = excluded.cpus, memory = excluded.memory, disk = excluded.disk,
          price = excluded.price\
        """;
    int unused =
        writer.write(s ->
            s.update(
                sql,
                scope(f.project()),
                f.region(),
                f.name(),
                f.nativeId(),
                f.resources().cpus(),
                f.resources().memory(),
                f.resources().disk(),
                f.hourly().toPlainString()));
  }

  @Override
  public List<Flavor> flavors(Optional<ProjectId> project) {
    var sql = "SELECT name, project, region, native_id, cpus, memory, disk, price FROM flavor";
    return readers.read(s -> s.query(sql + VISIBLE, SqlOffers::flavor, scope(project)));
  }

  private static Flavor flavor(Row row) throws SQLException {
    return new Flavor(
        row.text(),
        project(row.text()),
        row.text(),
        row.text(),
        new Resources(row.number(), row.number(), row.number()),
        new BigDecimal(row.text()));
  }

  @Override
  public boolean removeFlavor(Optional<ProjectId> project, String region, String name) {
    return writer.write(
        s -> s.update("DELETE FROM flavor" + ONE, scope(project), region, name) == 1);
  }

  @Override
  public void put(Image i) {
    var sql =
        """
        INSERT INTO image (project, region, name, native_id, login) VALUES (?,?,?,?,?)
        ON CONFLICT (project, region, name) DO UPDATE SET native_id = excluded.native_id,
          login = excluded.login\
        """;
    int unused =
        writer.write(
            s -> s.update(sql, scope(i.project()), i.region(), i.name(), i.nativeId(), i.login()));
  }

  @Override
  public List<Image> images(Optional<ProjectId> project) {
    var sql = "SELECT name, project, region, native_id, login FROM image";
    return readers.read(s -> s.query(sql + VISIBLE, SqlOffers::image, scope(project)));
  }

  private static Image image(Row row) throws SQLException {
    return new Image(row.text(), project(row.text()), row.text(), row.text(), row.text());
  }

  @Override
  public boolean removeImage(Optional<ProjectId> project, String region, String name) {
    return writer.write(
        s -> s.update("DELETE FROM image" + ONE, scope(project), region, name) == 1);
  }

  @Override
  public void put(KeyPair k) {
    var sql =
        """
        INSERT INTO key_pair (project, name, public_key, secret, created_at) VALUES (?,?,?,'',?)
        ON CONFLICT (project, name) DO UPDATE SET public_key = excluded.public_key,
          created_at = excluded.created_at\
        """;
    int unused =
        writer.write(
            s -> s.update(sql, k.project().value(), k.name(), k.publicKey(), k.createdAt()));
  }

  @Override
  public List<KeyPair> keys(ProjectId project) {
    var sql =
        "SELECT name, project, public_key, created_at FROM key_pair WHERE project = ? ORDER BY name";
    return readers.read(s -> s.query(sql, SqlOffers::key, project.value()));
  }

  private static KeyPair key(Row row) throws SQLException {
    return new KeyPair(row.text(), new ProjectId(row.text()), row.text(), row.time());
  }

  @Override
  public boolean removeKey(ProjectId project, String name) {
    var sql = "DELETE FROM key_pair WHERE project = ? AND name = ?";
    return writer.write(s -> s.update(sql, project.value(), name) == 1);
  }

  @Override
  public void putDefaults(ProjectId project, Map<String, String> names) {
    var sql =
        """
        INSERT INTO document (dialect, kind, id, project, name, body, version)
        VALUES ('sutler','defaults',?,?,'defaults',?,1)
        ON CONFLICT (dialect, kind, id) DO UPDATE SET body = excluded.body,
          version = document.version + 1\
        """;
    int unused =
        writer.write(s -> s.update(sql, project.value(), project.value(), Json.write(names)));
  }

  @Override
  public Map<String, String> defaults(ProjectId project) {
    var sql = "SELECT body FROM document WHERE dialect = 'sutler' AND kind = 'defaults' AND id = ?";
    var names = new TreeMap<String, String>();
    readers
        .read(s -> s.first(sql, row -> JsonColumns.data(row.text()), project.value()))
        .ifPresent(body -> body.forEach((what, name) -> names.put(what, String.valueOf(name))));
    return names;
  }
}
