package io.sutler.store.sql;

import io.sutler.domain.Project;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Quota;
import io.sutler.domain.Role;
import io.sutler.domain.UserId;
import io.sutler.json.Json;
import io.sutler.store.Accounts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@link Accounts} over a writer and readers. */
final class SqlAccounts implements Accounts {
  private static final String PROJECT =
      "SELECT " + AccountRows.PROJECT + " FROM project p JOIN quota q ON q.project = p.id ";
  private static final String USER = "SELECT " + AccountRows.USER + " FROM app_user ";
  private static final String TOKEN = "SELECT " + AccountRows.TOKEN + " FROM token ";
  private final Readers readers;
  private final GroupWriter writer;

  SqlAccounts(Readers readers, GroupWriter writer) {
    this.readers = readers;
    this.writer = writer;
  }

  @Override
  public boolean create(Project project) {
    return writer.write(s -> Projects.create(s, project));
  }

  @Override
  public Optional<Project> project(String name) {
    var sql = PROJECT + "WHERE p.name = ?";
    return readers.readOnce(List.of(sql, name), s -> s.first(sql, AccountRows::project, name));
  }

  @Override
  public Optional<Project> project(ProjectId id) {
    return readers.read(s -> s.first(PROJECT + "WHERE p.id = ?", AccountRows::project, id.value()));
  }

  @Override
  public List<Project> projects(String afterName, int limit) {
    var sql = PROJECT + "WHERE p.name > ? ORDER BY p.name LIMIT ?";
    return readers.read(s -> s.query(sql, AccountRows::project, afterName, limit));
  }

  @Override
  public boolean setQuota(ProjectId project, Quota quota) {
    return writer.write(s ->
        s.update(
                """
                UPDATE quota SET deployments = ?, per_plan = ?, cpus = ?, memory = ?, disk = ?,
                  retained = ?
                WHERE project = ?\
                """,
                quota.deployments(),
                Json.write(quota.perPlan()),
                quota.cpus(),
                quota.memory(),
                quota.disk(),
                quota.retained(),
                project.value())
            == 1);
  }

  @Override
  public boolean remove(ProjectId project) {
    return writer.write(s -> Projects.remove(s, project.value()));
  }

  @Override
  public boolean create(User user) {
    return writer.write(s ->
        s.update(
                """
                INSERT INTO app_user (id, name, password_hash, admin, created_at)
                VALUES (?,?,?,?,?) ON CONFLICT (name) DO NOTHING\
                """,
                user.id().value(),
                user.name(),
                user.passwordHash(),
                user.admin(),
                user.createdAt())
            == 1);
  }

  @Override
  public Optional<User> user(String name) {
    return readers.read(s -> s.first(USER + "WHERE name = ?", AccountRows::user, name));
  }

  @Override
  public Optional<User> user(UserId id) {
    return readers.read(s -> s.first(USER + "WHERE id = ?", AccountRows::user, id.value()));
  }

  @Override
  public List<User> users(String afterName, int limit) {
    var sql = USER + "WHERE name > ? ORDER BY name LIMIT ?";
    return readers.read(s -> s.query(sql, AccountRows::user, afterName, limit));
  }

  @Override
  public boolean remove(UserId user) {
    return writer.write(s -> {
      s.update("DELETE FROM membership WHERE member = ?", user.value());
      s.update("DELETE FROM token WHERE owner = ?", user.value());
      s.update("DELETE FROM credential WHERE owner = ?", user.value());
      s.update("DELETE FROM session WHERE member = ?", user.value());
      return s.update("DELETE FROM app_user WHERE id = ?", user.value()) == 1;
    });
  }

  @Override
  public void setPassword(UserId user, String passwordHash) {
    var sql = "UPDATE app_user SET password_hash = ? WHERE id = ?";
    int unused = writer.write(s -> s.update(sql, passwordHash, user.value()));
  }

  @Override
  public void grant(ProjectId project, UserId user, Role role) {
    var sql =
        """
        INSERT INTO membership (project, member, role) VALUES (?,?,?)
        ON CONFLICT (project, member) DO UPDATE SET role = excluded.role\
        """;
    int unused = writer.write(s -> s.update(sql, project.value(), user.value(), role));
  }

  @Override
  public boolean revoke(ProjectId project, UserId user) {
    var sql = "DELETE FROM membership WHERE project = ? AND member = ?";
    return writer.write(s -> s.update(sql, project.value(), user.value()) == 1);
  }

  @Override
  public Map<ProjectId, Role> rolesOf(UserId user) {
    Map<ProjectId, Role> roles = new HashMap<>();
    readers
        .read(s ->
            s.query(
                "SELECT project, role FROM membership WHERE member = ?",
                row -> Map.entry(new ProjectId(row.text()), Role.valueOf(row.text())),
                user.value()))
        .forEach(e -> roles.put(e.getKey(), e.getValue()));
    return roles;
  }

  @Override
  public void grantGroup(ProjectId project, String group, Role role) {
    var sql =
        """
        INSERT INTO group_role (project, group_name, role) VALUES (?,?,?)
        ON CONFLICT (project, group_name) DO UPDATE SET role = excluded.role\
        """;
    int unused = writer.write(s -> s.update(sql, project.value(), group, role));
  }

  @Override
  public boolean revokeGroup(ProjectId project, String group) {
    var sql = "DELETE FROM group_role WHERE project = ? AND group_name = ?";
    return writer.write(s -> s.update(sql, project.value(), group)) > 0;
  }

  @Override
  public Map<ProjectId, Role> rolesOfGroups(Set<String> groups) {
    Map<ProjectId, Role> roles = new HashMap<>();
    for (var group : groups) {
      readers
          .read(s ->
              s.query(
                  "SELECT project, role FROM group_role WHERE group_name = ?",
                  row -> Map.entry(new ProjectId(row.text()), Role.valueOf(row.text())),
                  group))
          .forEach(e -> roles.merge(e.getKey(), e.getValue(), Role::stronger));
    }
    return roles;
  }

  @Override
  public List<Member> members(ProjectId project) {
    var sql =
        """
        SELECT u.id, u.name, m.role FROM membership m JOIN app_user u ON u.id = m.member
        WHERE m.project = ? ORDER BY u.name\
        """;
    return readers.read(s -> s.query(sql, AccountRows::member, project.value()));
  }

  @Override
  public void create(Token token) {
    int unused = writer.write(s -> s.update(AccountRows.INSERT_TOKEN, AccountRows.insert(token)));
  }

  @Override
  public Optional<Token> token(String hash) {
    return readers.read(s -> s.first(TOKEN + "WHERE hash = ?", AccountRows::token, hash));
  }

  @Override
  public List<Token> tokens(UserId user) {
    var sql = TOKEN + "WHERE owner = ? ORDER BY created_at, id";
    return readers.read(s -> s.query(sql, AccountRows::token, user.value()));
  }

  @Override
  public boolean revokeToken(String id) {
    return writer.write(s -> s.update("DELETE FROM token WHERE id = ?", id) == 1);
  }
}
