package io.sutler.driver;

import io.sutler.domain.DeploymentId;

/** Says that something happened to a deployment; carries no content. Thread-safe, never blocks. */
public interface Marks {
  void mark(DeploymentId deployment);
}
