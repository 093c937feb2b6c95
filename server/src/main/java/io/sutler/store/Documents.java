package io.sutler.store;

import io.sutler.domain.Document;
import io.sutler.domain.ProjectId;
import java.util.List;
import java.util.Optional;

/** Documents of dialects. Thread-safe; writes return when they are durable. */
public interface Documents {
  /** False when its id or name is taken within its dialect and kind. */
  boolean create(Document document);

  /** False when it is gone, was changed since {@code document.version()}, or its name is taken. */
  boolean replace(Document document);

  /** False when there is none. */
  boolean remove(String dialect, String kind, String id);

  Optional<Document> byId(String dialect, String kind, String id);

  Optional<Document> byName(String dialect, String kind, Optional<ProjectId> project, String name);

  /** All of a kind, whosever they are, by name. */
  List<Document> all(String dialect, String kind);
}
