package io.sutler.access;

import io.sutler.domain.ProjectId;
import io.sutler.domain.Role;
import io.sutler.domain.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is calling: already authenticated, with the rights of the token applied.
 *
 * @param admin may do everything everywhere
 * @param roles by project, already narrowed by the token
 * @param scopes empty means all
 * @param face through what they came: v1, cli, camp, ...
 * @param limits of the token that they came with; tokens they make may not reach further
 */
public record Caller(
    UserId user,
    String name,
    boolean admin,
    Map<ProjectId, Role> roles,
    Set<String> scopes,
    String face,
    Limits limits) {

  /**
   * What a token allows at most.
   *
   * @param project empty for all projects
   * @param role the most in any of them
   * @param expires empty for never
   */
  public record Limits(Optional<ProjectId> project, Role role, Optional<Instant> expires) {
    public static final Limits NONE = new Limits(Optional.empty(), Role.ADMIN, Optional.empty());
  }

  /** Somebody who did not come with a token. */
  public Caller(
      UserId user,
      String name,
      boolean admin,
      Map<ProjectId, Role> roles,
      Set<String> scopes,
      String face) {
    this(user, name, admin, roles, scopes, face, Limits.NONE);
  }

  /** The same, with a role that was given just now. */
  public Caller with(ProjectId project, Role role) {
    var more = new java.util.HashMap<>(roles);
    more.put(project, role);
    return new Caller(user, name, admin, Map.copyOf(more), scopes, face, limits);
  }

  /** The strongest role in a project; an admin is one everywhere. */
  public Optional<Role> roleIn(ProjectId project) {
    return admin ? Optional.of(Role.ADMIN) : Optional.ofNullable(roles.get(project));
  }
}
