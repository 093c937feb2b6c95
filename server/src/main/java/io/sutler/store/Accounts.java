package io.sutler.store;

import io.sutler.domain.Project;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Quota;
import io.sutler.domain.Role;
import io.sutler.domain.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Projects, users, their roles and tokens. */
public interface Accounts {
  /** False when the name is taken. */
  boolean create(Project project);

  Optional<Project> project(String name);

  Optional<Project> project(ProjectId id);

  List<Project> projects(String afterName, int limit);

  boolean setQuota(ProjectId project, Quota quota);

  /** False while it has deployments or retained storage. */
  boolean remove(ProjectId project);

  /** False when the name is taken. */
  boolean create(User user);

  Optional<User> user(String name);

  Optional<User> user(UserId id);

  List<User> users(String afterName, int limit);

  boolean remove(UserId user);

  void setPassword(UserId user, String passwordHash);

  void grant(ProjectId project, UserId user, Role role);

  boolean revoke(ProjectId project, UserId user);

  Map<ProjectId, Role> rolesOf(UserId user);

  List<Member> members(ProjectId project);

  /** Gives a role to whoever is in a group of the provider that people sign in through. */
  void grantGroup(ProjectId project, String group, Role role);

  /** False when the group had none. */
  boolean revokeGroup(ProjectId project, String group);

  /** The strongest that any of the groups gives in each project. */
  Map<ProjectId, Role> rolesOfGroups(Set<String> groups);

  /** The strongest in each project that a user has, or any of the groups gives. */
  default Map<ProjectId, Role> rolesOf(UserId user, Set<String> groups) {
    var roles = new HashMap<>(rolesOf(user));
    rolesOfGroups(groups).forEach((project, role) -> roles.merge(project, role, Role::stronger));
    return Map.copyOf(roles);
  }

  void create(Token token);

  Optional<Token> token(String hash);

  List<Token> tokens(UserId user);

  boolean revokeToken(String id);

  /**
   * @param passwordHash Argon2 text; empty for a user who has none
   */
  record User(UserId id, String name, String passwordHash, boolean admin, Instant createdAt) {}

  /**
   * @param hash hex SHA-256 of the token text, which is never stored
   * @param project limits it to one project
   * @param role the most that it may do
   * @param scopes further limits: {@code read}, {@code write}, {@code reveal}, ...; empty means all
   */
  record Token(
      String id,
      String hash,
      String label,
      UserId user,
      Optional<ProjectId> project,
      Role role,
      Set<String> scopes,
      Instant createdAt,
      Optional<Instant> expires) {}

  record Member(UserId user, String name, Role role) {}
}
