package io.sutler.access;

import io.sutler.domain.Project;
import io.sutler.domain.Refusal;
import io.sutler.domain.Role;
import io.sutler.store.Accounts;

/**
 * Who may do what. A project that does not exist and one that the caller has no part in are the
 * same: not found. Thread-safe.
 */
public final class Access {
  private final Accounts accounts;
  private final boolean ownProjects;

  /** Projects are made by administrators. */
  public Access(Accounts accounts) {
    this(accounts, false);
  }

  /**
   * @param ownProjects whether everybody may make projects, and owns those he made
   */
  public Access(Accounts accounts, boolean ownProjects) {
    this.accounts = accounts;
    this.ownProjects = ownProjects;
  }

  /**
   * @throws Refusal NOT_FOUND for a project that the caller cannot see, FORBIDDEN when the role or
   *     the token's scopes do not reach
   */
  public Project require(Caller caller, String project, Right right) {
    var found =
        accounts
            .project(project)
            .filter(p -> caller.roleIn(p.id()).isPresent())
            .orElseThrow(() -> Refusal.notFound("project", project));
    var role = caller.roleIn(found.id()).orElseThrow();
    if (!role.covers(right.role())) {
      throw new Refusal(
          Refusal.Kind.FORBIDDEN,
          "forbidden",
          "this needs the role %s in project %s, and %s has %s: ask an owner"
              .formatted(name(right.role()), project, caller.name(), name(role)));
    }
    requireScope(caller, right.scope());
    return found;
  }

  /**
   * Scopes are asked apart from this.
   *
   * @throws Refusal FORBIDDEN when the caller is no administrator
   */
  public void requireAdmin(Caller caller) {
    if (!caller.admin()) {
      throw new Refusal(
          Refusal.Kind.FORBIDDEN, "forbidden", "this is for administrators: ask one to do it");
    }
  }

  /**
   * As {@link #requireAdmin}, for what changes something.
   *
   * @throws Refusal FORBIDDEN also when the caller's token lacks the scope {@code write}
   */
  public void requireAdminWrite(Caller caller) {
    requireAdmin(caller);
    requireScope(caller, "write");
  }

  /**
   * @throws Refusal FORBIDDEN when the caller may make no projects
   */
  public void requireMaker(Caller caller) {
    boolean bounded =
        caller.limits().project().isPresent() || !caller.limits().role().covers(Role.OWNER);
    if (!ownProjects || bounded) {
      requireAdmin(caller);
    }
    requireScope(caller, "write");
  }

  /**
   * For the removal of a project.
   *
   * @throws Refusal NOT_FOUND, FORBIDDEN
   */
  public void requireRemover(Caller caller, String project) {
    if (ownProjects && !caller.admin()) {
      var unused = require(caller, project, Right.OWN);
    } else {
      requireAdminWrite(caller);
    }
  }

  /**
   * @throws Refusal FORBIDDEN when the caller's token is limited to other scopes
   */
  public void requireScope(Caller caller, String scope) {
    if (!caller.scopes().isEmpty() && !caller.scopes().contains(scope)) {
      throw new Refusal(
          Refusal.Kind.FORBIDDEN,
          "scope-missing",
          "this token lacks the scope '%s': make one that has it".formatted(scope));
    }
  }

  private static String name(Role role) {
    return role.name().toLowerCase(java.util.Locale.ROOT);
  }
}
