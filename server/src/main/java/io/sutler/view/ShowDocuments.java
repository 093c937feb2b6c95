package io.sutler.view;

import io.sutler.access.Access;
import io.sutler.access.Caller;
import io.sutler.access.Right;
import io.sutler.domain.Document;
import io.sutler.domain.ProjectId;
import io.sutler.store.Store;
import java.util.List;
import java.util.Optional;

/** Documents of dialects, to whoever may see them. Thread-safe. */
public record ShowDocuments(Store store, Access access) {
  /** Those of no project, and those of projects that the caller may read; by name. */
  public List<Document> all(Caller caller, String dialect, String kind) {
    access.requireScope(caller, "read");
    return store.documents().all(dialect, kind).stream().filter(d -> sees(caller, d)).toList();
  }

  /** Empty when there is none, or it is another tenant's. */
  public Optional<Document> byId(Caller caller, String dialect, String kind, String id) {
    access.requireScope(caller, "read");
    return store.documents().byId(dialect, kind, id).filter(d -> sees(caller, d));
  }

  /**
   * @param project its name; empty for a document of none
   */
  public Optional<Document> byName(
      Caller caller, String dialect, String kind, Optional<String> project, String name) {
    access.requireScope(caller, "read");
    Optional<ProjectId> scope = project.map(p -> access.require(caller, p, Right.READ).id());
    return store.documents().byName(dialect, kind, scope, name);
  }

  private static boolean sees(Caller caller, Document document) {
    return document.project().isEmpty() || caller.roleIn(document.project().get()).isPresent();
  }
}
