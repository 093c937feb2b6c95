package io.sutler.access;

import io.sutler.domain.ProjectId;
import io.sutler.domain.Role;
import io.sutler.domain.UserId;
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
 */
public record Caller(
    UserId user,
    String name,
    boolean admin,
    Map<ProjectId, Role> roles,
    Set<String> scopes,
    String face) {

  /** The strongest role in a project; an admin is one everywhere. */
  public Optional<Role> roleIn(ProjectId project) {
    return admin ? Optional.of(Role.ADMIN) : Optional.ofNullable(roles.get(project));
  }
}
