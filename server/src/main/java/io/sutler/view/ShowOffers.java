package io.sutler.view;

import io.sutler.access.Access;
import io.sutler.access.Caller;
import io.sutler.access.Right;
import io.sutler.domain.Flavor;
import io.sutler.domain.Image;
import io.sutler.domain.KeyPair;
import io.sutler.domain.Project;
import io.sutler.domain.ProjectId;
import io.sutler.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What machines can be made of, for people. Thread-safe. */
public record ShowOffers(Store store, Access access) {
  /** All that a project sees; with no project everybody's. */
  public List<Flavor> flavors(Caller caller, Optional<String> project) {
    return store.offers().flavors(scope(caller, project));
  }

  /** All that a project sees; with no project everybody's. */
  public List<Image> images(Caller caller, Optional<String> project) {
    return store.offers().images(scope(caller, project));
  }

  public List<KeyPair> keys(Caller caller, String project) {
    return store.offers().keys(access.require(caller, project, Right.READ).id());
  }

  /** By {@code image}, or the role whose flavor it is. */
  public Map<String, String> defaults(Caller caller, String project) {
    return store.offers().defaults(access.require(caller, project, Right.READ).id());
  }

  private Optional<ProjectId> scope(Caller caller, Optional<String> project) {
    access.requireScope(caller, "read");
    return project.map(name -> access.require(caller, name, Right.READ)).map(Project::id);
  }
}
