package io.sutler.view;

import io.sutler.access.Access;
import io.sutler.access.Caller;
import io.sutler.domain.AuditRecord;
import io.sutler.domain.Membership;
import io.sutler.domain.Project;
import io.sutler.domain.Retained;
import io.sutler.domain.Usage;
import io.sutler.store.Store;
import java.util.List;

/** Projects, who is in them, what they use and keep, and what was done. Thread-safe. */
public final class ShowProjects {
  public ShowProjects(Store store, Access access) {}

  /** Those that the caller has a part in, by name; all of them for an admin. */
  public Page<Project> list(Caller caller, String after, int limit) {
    throw new UnsupportedOperationException();
  }

  public Project show(Caller caller, String project) {
    throw new UnsupportedOperationException();
  }

  public List<Membership> members(Caller caller, String project) {
    throw new UnsupportedOperationException();
  }

  public Usage usage(Caller caller, String project) {
    throw new UnsupportedOperationException();
  }

  public List<Retained> retained(Caller caller, String project) {
    throw new UnsupportedOperationException();
  }

  /** Names of the project's own secrets. */
  public List<String> secrets(Caller caller, String project) {
    throw new UnsupportedOperationException();
  }

  /** Newest first; for owners. */
  public Page<AuditRecord> audit(Caller caller, String project, String after, int limit) {
    throw new UnsupportedOperationException();
  }
}
