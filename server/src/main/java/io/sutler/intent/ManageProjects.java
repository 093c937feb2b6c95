package io.sutler.intent;

import io.sutler.access.Caller;
import io.sutler.domain.Project;
import io.sutler.domain.Quota;
import io.sutler.domain.Role;

/** Makes, limits and removes projects, and says who is in them. Thread-safe. */
public final class ManageProjects {
  public ManageProjects(Desk desk) {}

  /** By admins. */
  public Project create(Caller caller, String name, String displayName, Quota quota) {
    throw new UnsupportedOperationException();
  }

  /** By admins, when nothing stands in it. */
  public void remove(Caller caller, String name) {
    throw new UnsupportedOperationException();
  }

  /** By admins. */
  public Project setQuota(Caller caller, String name, Quota quota) {
    throw new UnsupportedOperationException();
  }

  /** Gives a user a role, by owners. */
  public void grant(Caller caller, String project, String user, Role role) {
    throw new UnsupportedOperationException();
  }

  /** By owners. */
  public void revoke(Caller caller, String project, String user) {
    throw new UnsupportedOperationException();
  }
}
