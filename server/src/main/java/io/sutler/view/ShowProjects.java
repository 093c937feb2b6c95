package io.sutler.view;

import io.sutler.access.Access;
import io.sutler.access.Caller;
import io.sutler.access.Right;
import io.sutler.domain.AuditRecord;
import io.sutler.domain.Membership;
import io.sutler.domain.Project;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Usage;
import io.sutler.store.Store;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Projects, who is in them, what they use and keep, and what was done. Thread-safe. */
public final class ShowProjects {
  private final Store store;
  private final Access access;
  private final InstantSource clock;

  public ShowProjects(Store store, Access access, InstantSource clock) {
    this.store = store;
    this.access = access;
    this.clock = clock;
  }

  /** Those that the caller has a part in, by name; all of them for an admin. */
  public Page<Project> list(Caller caller, String after, int limit) {
    access.requireScope(caller, "read");
    int size = Page.bounded(limit);
    if (caller.admin()) {
      return Page.of(store.accounts().projects(after, size + 1), size, Project::name);
    }
    var own =
        caller.roles().keySet().stream()
            .map(store.accounts()::project)
            .flatMap(Optional::stream)
            .filter(project -> project.name().compareTo(after) > 0)
            .sorted(Comparator.comparing(Project::name))
            .limit(size + 1L)
            .toList();
    return Page.of(own, size, Project::name);
  }

  public Project show(Caller caller, String project) {
    return access.require(caller, project, Right.READ);
  }

  public List<Membership> members(Caller caller, String project) {
    return store.accounts().members(id(caller, project)).stream().map(Shown::member).toList();
  }

  public Usage usage(Caller caller, String project) {
    return Shown.usage(store.reads().usage(id(caller, project)));
  }

  public List<Kept> retained(Caller caller, String project) {
    var prices = new PriceKept(store);
    var now = clock.instant();
    return store.reads().retained(id(caller, project)).stream()
        .map(kept -> prices.price(kept, now))
        .toList();
  }

  /** Names of the project's own secrets. */
  public List<String> secrets(Caller caller, String project) {
    var found = id(caller, project);
    var own = found + "/";
    return store.secrets().ids(found).stream()
        .filter(id -> id.startsWith(own))
        .map(id -> id.substring(own.length()))
        // versions of a secret stand under its name
        .filter(name -> name.indexOf('/') < 0)
        .sorted()
        .toList();
  }

  /** Newest first; for owners. */
  public Page<AuditRecord> audit(Caller caller, String project, String after, int limit) {
    var found = access.require(caller, project, Right.AUDIT);
    return AuditPage.of(store, Optional.of(found.id()), after, limit);
  }

  private ProjectId id(Caller caller, String project) {
    return access.require(caller, project, Right.READ).id();
  }
}
