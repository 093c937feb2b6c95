package io.sutler.access;

/** Rules of an operator that take away of what Sutler's own allow, and never add. Thread-safe. */
public interface Policy {
  /** No rules: nothing is taken away. */
  Policy NONE = (role, path, method) -> true;

  /**
   * @param role user, project_member or admin
   * @param path as the face's clients write it
   * @param method GET, POST, ...
   */
  boolean allows(String role, String path, String method);
}
