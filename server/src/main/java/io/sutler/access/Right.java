package io.sutler.access;

import io.sutler.domain.Role;

/** What an act in a project asks of its caller: a role, and a scope where the token is limited. */
public enum Right {
  READ(Role.VIEWER, "read"),
  WRITE(Role.EDITOR, "write"),
  REVEAL(Role.EDITOR, "reveal"),
  PUBLISH(Role.EDITOR, "write"),
  AUDIT(Role.OWNER, "read"),
  OWN(Role.OWNER, "write");

  private final Role role;
  private final String scope;

  Right(Role role, String scope) {
    this.role = role;
    this.scope = scope;
  }

  public Role role() {
    return role;
  }

  public String scope() {
    return scope;
  }
}
