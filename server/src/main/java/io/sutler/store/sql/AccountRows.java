package io.sutler.store.sql;

import io.sutler.domain.Project;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Quota;
import io.sutler.domain.Role;
import io.sutler.domain.UserId;
import io.sutler.json.Json;
import io.sutler.store.Accounts.Member;
import io.sutler.store.Accounts.Token;
import io.sutler.store.Accounts.User;
import java.sql.SQLException;

/** Rows of projects, users, memberships and tokens. */
final class AccountRows {
  static final String PROJECT =
      "p.id, p.name, p.display_name, q.deployments, q.per_plan, q.cpus, q.memory, q.disk,"
          + " q.retained, p.created_at";
  static final String USER = "id, name, password_hash, admin, created_at";
  static final String TOKEN = "id, hash, label, owner, project, role, scopes, created_at, expires";
  static final String INSERT_TOKEN = "INSERT INTO token (" + TOKEN + ") VALUES (?,?,?,?,?,?,?,?,?)";

  private AccountRows() {}

  static Project project(Row row) throws SQLException {
    return new Project(
        new ProjectId(row.text()),
        row.text(),
        row.text(),
        new Quota(
            row.number(),
            JsonColumns.read(JsonColumns.NUMBERS, row.text()),
            row.number(),
            row.number(),
            row.number(),
            row.number()),
        row.time());
  }

  static User user(Row row) throws SQLException {
    return new User(new UserId(row.text()), row.text(), row.text(), row.flag(), row.time());
  }

  static Member member(Row row) throws SQLException {
    return new Member(new UserId(row.text()), row.text(), Role.valueOf(row.text()));
  }

  static Token token(Row row) throws SQLException {
    return new Token(
        row.text(),
        row.text(),
        row.text(),
        new UserId(row.text()),
        row.maybeText().map(ProjectId::new),
        Role.valueOf(row.text()),
        JsonColumns.read(JsonColumns.TEXTS, row.text()),
        row.time(),
        row.maybeTime());
  }

  static Object[] insert(Token t) {
    return new Object[] {
      t.id(),
      t.hash(),
      t.label(),
      t.user().value(),
      t.project().map(ProjectId::value),
      t.role(),
      Json.write(t.scopes()),
      t.createdAt(),
      t.expires()
    };
  }
}
