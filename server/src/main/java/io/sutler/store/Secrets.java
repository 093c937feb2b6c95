package io.sutler.store;

import io.sutler.domain.DeploymentId;
import io.sutler.domain.ProjectId;
import java.util.List;
import java.util.Optional;

/** Sealed secrets. The key that opens them is not in the database. */
public interface Secrets {
  /** Puts or replaces. {@code deployment} empty for a project's own secret. */
  void put(String id, ProjectId project, Optional<DeploymentId> deployment, byte[] sealed);

  /** Puts unless it is there; returns what stands after. */
  byte[] putOnce(String id, ProjectId project, Optional<DeploymentId> deployment, byte[] sealed);

  Optional<byte[]> get(String id);

  boolean remove(String id);

  List<String> ids(ProjectId project);
}
