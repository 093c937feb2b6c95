package io.sutler.intent;

import io.sutler.domain.Deployment;
import io.sutler.domain.Project;
import io.sutler.domain.ProjectId;
import io.sutler.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Goes through everything that stands, page by page: for rare questions that no index answers. */
final class Standing {
  private static final int PAGE = 500;
  private final Store store;

  Standing(Store store) {
    this.store = store;
  }

  List<ProjectId> projects() {
    var ids = new ArrayList<ProjectId>();
    var after = "";
    while (true) {
      var page = store.accounts().projects(after, PAGE);
      page.stream().map(Project::id).forEach(ids::add);
      if (page.size() < PAGE) {
        return ids;
      }
      after = page.getLast().name();
    }
  }

  Optional<Deployment> first(ProjectId project, Predicate<Deployment> wanted) {
    var after = "";
    while (true) {
      var page = store.reads().deployments(project, after, PAGE);
      var found = page.stream().filter(wanted).findFirst();
      if (found.isPresent() || page.size() < PAGE) {
        return found;
      }
      after = page.getLast().name();
    }
  }

  void each(ProjectId project, Consumer<Deployment> each) {
    first(
        project,
        deployment -> {
          each.accept(deployment);
          return false;
        });
  }
}
