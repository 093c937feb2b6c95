package io.sutler.view;

import io.sutler.access.Access;
import io.sutler.access.Caller;
import io.sutler.store.Store;
import java.util.List;

/** Deployments and their stories, for people. Thread-safe. */
public final class ShowDeployments {
  public ShowDeployments(Store store, Access access) {}

  /** By name. */
  public Page<DeploymentDetail> list(Caller caller, String project, String after, int limit) {
    throw new UnsupportedOperationException();
  }

  public DeploymentDetail show(Caller caller, String project, String name) {
    throw new UnsupportedOperationException();
  }

  /** What happened to it and why, newest first; at most {@code limit} lines. */
  public List<StoryLine> story(Caller caller, String project, String name, int limit) {
    throw new UnsupportedOperationException();
  }
}
