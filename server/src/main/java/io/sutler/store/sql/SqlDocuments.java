package io.sutler.store.sql;

import io.sutler.domain.Document;
import io.sutler.domain.ProjectId;
import io.sutler.json.Json;
import io.sutler.store.Documents;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** {@link Documents} over a writer and readers. */
final class SqlDocuments implements Documents {
  private static final String SELECT =
      "SELECT dialect, kind, id, project, name, body, version FROM document WHERE dialect = ? AND"
          + " kind = ?";
  private final Readers readers;
  private final GroupWriter writer;

  SqlDocuments(Readers readers, GroupWriter writer) {
    this.readers = readers;
    this.writer = writer;
  }

  private static String scope(Optional<ProjectId> project) {
    return project.map(ProjectId::value).orElse("");
  }

  @Override
  public boolean create(Document d) {
    var sql =
        """
        INSERT INTO document (dialect, kind, id, project, name, body, version)
        VALUES (?,?,?,?,?,?,1) ON CONFLICT DO NOTHING\
        """;
    return writer.write(s ->
        s.update(
                sql,
                d.dialect(),
                d.kind(),
                d.id(),
                scope(d.project()),
                d.name(),
                Json.write(d.body()))
            == 1);
  }

  @Override
  public boolean replace(Document d) {
    // The name is looked for first: a broken constraint would end the whole group's transaction.
    var sql =
        """
        UPDATE document SET name = ?, body = ?, version = version + 1
        WHERE dialect = ? AND kind = ? AND id = ? AND version = ?
          AND NOT EXISTS (SELECT 1 FROM document o WHERE o.dialect = document.dialect
            AND o.kind = document.kind AND o.project = document.project AND o.name = ?
            AND o.id <> document.id)\
        """;
    return writer.write(s ->
        s.update(
                sql,
                d.name(),
                Json.write(d.body()),
                d.dialect(),
                d.kind(),
                d.id(),
                d.version(),
                d.name())
            == 1);
  }

  @Override
  public boolean remove(String dialect, String kind, String id) {
    var sql = "DELETE FROM document WHERE dialect = ? AND kind = ? AND id = ?";
    return writer.write(s -> s.update(sql, dialect, kind, id) == 1);
  }

  @Override
  public Optional<Document> byId(String dialect, String kind, String id) {
    return readers.read(
        s -> s.first(SELECT + " AND id = ?", SqlDocuments::document, dialect, kind, id));
  }

  @Override
  public Optional<Document> byName(
      String dialect, String kind, Optional<ProjectId> project, String name) {
    var sql = SELECT + " AND project = ? AND name = ?";
    return readers.read(
        s -> s.first(sql, SqlDocuments::document, dialect, kind, scope(project), name));
  }

  @Override
  public List<Document> all(String dialect, String kind) {
    return readers.read(
        s -> s.query(SELECT + " ORDER BY name, id", SqlDocuments::document, dialect, kind));
  }

  private static Document document(Row row) throws SQLException {
    var dialect = row.text();
    var kind = row.text();
    var id = row.text();
    var project = row.text();
    return new Document(
        dialect,
        kind,
        id,
        project.isEmpty() ? Optional.empty() : Optional.of(new ProjectId(project)),
        row.text(),
        JsonColumns.data(row.text()),
        row.number());
  }
}
