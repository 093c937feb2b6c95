package io.sutler.store.sql;

import io.sutler.domain.UserId;
import io.sutler.json.Json;
import io.sutler.store.Sessions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/** {@link Sessions} over a writer and readers. */
final class SqlSessions implements Sessions {
  private final Readers readers;
  private final GroupWriter writer;

  SqlSessions(Readers readers, GroupWriter writer) {
    this.readers = readers;
    this.writer = writer;
  }

  @Override
  public void create(Session session) {
    int unused =
        writer.write(s ->
            s.update(
                "INSERT INTO session (hash, member, group_names, created_at, used_at) VALUES (?,?,?,?,?)",
                session.hash(),
                session.user().value(),
                Json.write(new TreeSet<>(session.groups())),
                session.created(),
                session.used()));
  }

  @Override
  public Optional<Session> byHash(String hash) {
    var sql = "SELECT hash, member, group_names, created_at, used_at FROM session WHERE hash = ?";
    return readers.read(s -> s.first(sql, SqlSessions::session, hash));
  }

  @Override
  public void touch(String hash, Instant at) {
    var sql = "UPDATE session SET used_at = ? WHERE hash = ? AND used_at < ?";
    int unused = writer.write(s -> s.update(sql, at, hash, at));
  }

  @Override
  public boolean remove(String hash) {
    return writer.write(s -> s.update("DELETE FROM session WHERE hash = ?", hash) == 1);
  }

  @Override
  public int removeEnded(Instant begunBefore, Instant usedBefore) {
    var sql = "DELETE FROM session WHERE created_at < ? OR used_at < ?";
    return writer.write(s -> s.update(sql, begunBefore, usedBefore));
  }

  private static Session session(Row row) throws SQLException {
    return new Session(
        row.text(),
        new UserId(row.text()),
        JsonColumns.read(JsonColumns.TEXTS, row.text()),
        row.time(),
        row.time());
  }
}
