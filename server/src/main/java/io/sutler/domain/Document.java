package io.sutler.domain;

import java.util.Map;
import java.util.Optional;

/**
 * What a dialect must remember and Sutler has no word for: Michman's service types and templates,
 * for example. Means nothing outside its dialect.
 *
 * @param dialect whose it is: michman, camp, ...
 * @param kind unique with {@code id}, and with {@code project} and {@code name}
 * @param project empty for what belongs to none
 * @param body JSON data without secrets
 * @param version grows with every change; 0 before it was stored
 */
public record Document(
    String dialect,
    String kind,
    String id,
    Optional<ProjectId> project,
    String name,
    Map<String, Object> body,
    long version) {
  /** The same with other data. */
  public Document with(Map<String, Object> other) {
    return new Document(dialect, kind, id, project, name, other, version);
  }
}
