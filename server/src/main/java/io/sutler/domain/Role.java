package io.sutler.domain;

/**
 * What a user may do: {@code ADMIN} everywhere, the others in one project, each including those
 * after it.
 */
public enum Role {
  ADMIN,
  OWNER,
  EDITOR,
  VIEWER;

  /** Whether this role includes the rights of {@code other}. */
  public boolean covers(Role other) {
    return ordinal() <= other.ordinal();
  }

  /** Whichever of the two includes the other. */
  public Role stronger(Role other) {
    return covers(other) ? this : other;
  }

  /** Whichever of the two is included in the other. */
  public Role weaker(Role other) {
    return covers(other) ? other : this;
  }
}
