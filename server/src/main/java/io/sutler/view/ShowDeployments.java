package io.sutler.view;

import io.sutler.access.Access;
import io.sutler.access.Caller;
import io.sutler.access.Right;
import io.sutler.domain.Deployment;
import io.sutler.domain.Project;
import io.sutler.domain.Refusal;
import io.sutler.store.Store;
import java.util.List;

/** Deployments and their stories, for people. Thread-safe. */
public final class ShowDeployments {
  private final Store store;
  private final Access access;
  private final Details details;
  private final TellStory story;

  public ShowDeployments(Store store, Access access) {
    this.store = store;
    this.access = access;
    this.details = new Details(store);
    this.story = new TellStory(store);
  }

  /** By name. */
  public Page<DeploymentDetail> list(Caller caller, String project, String after, int limit) {
    var found = access.require(caller, project, Right.READ);
    int size = Page.bounded(limit);
    var rows = store.reads().deployments(found.id(), after, size + 1);
    var page = Page.of(rows, size, Deployment::name);
    return new Page<>(
        page.items().stream().map(d -> details.of(project, d, List.of())).toList(), page.next());
  }

  public DeploymentDetail show(Caller caller, String project, String name) {
    var deployment = deployment(access.require(caller, project, Right.READ), name);
    return details.of(project, deployment, store.reads().components(deployment.key()));
  }

  /** What happened to it and why, newest first; at most {@code limit} lines. */
  public List<StoryLine> story(Caller caller, String project, String name, int limit) {
    var deployment = deployment(access.require(caller, project, Right.READ), name);
    return story.tell(deployment, Page.bounded(limit));
  }

  private Deployment deployment(Project project, String name) {
    return store
        .reads()
        .deployment(project.id(), name)
        .orElseThrow(() -> Refusal.notFound("deployment", Named.shown(name)));
  }
}
