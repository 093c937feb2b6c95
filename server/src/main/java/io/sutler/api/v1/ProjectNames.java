package io.sutler.api.v1;

import io.sutler.access.Caller;
import io.sutler.domain.ProjectId;
import io.sutler.view.ShowProjects;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Names of the projects that a caller can see. For one request; used by one thread. */
final class ProjectNames {
  private final ShowProjects projects;
  private final Caller caller;
  private final Map<ProjectId, String> known = new HashMap<>();
  private Optional<String> next = Optional.of("");

  ProjectNames(ShowProjects projects, Caller caller) {
    this.projects = projects;
    this.caller = caller;
  }

  /** The id where the caller can no longer see it. */
  String of(ProjectId id) {
    while (!known.containsKey(id) && next.isPresent()) {
      var page = projects.list(caller, next.get(), 500);
      page.items().forEach(p -> known.put(p.id(), p.name()));
      next = page.next();
    }
    return known.getOrDefault(id, id.value());
  }
}
