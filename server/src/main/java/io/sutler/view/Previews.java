package io.sutler.view;

import io.sutler.domain.Condition;
import java.util.List;

/** Shows what a level would do, by the same look and decision that would carry it out. */
public interface Previews {
  Preview preview(Request request) throws InterruptedException;

  /** The level to be previewed, as {@code intent} proposed it. */
  record Request(
      String project,
      io.sutler.domain.ProjectId projectId,
      String name,
      java.util.Optional<io.sutler.domain.Deployment> existing,
      io.sutler.domain.Desired desired) {}

  /**
   * @param changes in the order they would come
   * @param conditions as they stand
   */
  record Preview(List<Change> changes, List<Condition> conditions) {}

  /**
   * @param kind create, change, replace, remove, start, stop
   * @param differences {@code max_connections: 100 -> 50}; secrets as {@code (secret)}
   * @param effect what the driver would do, for people: "restarts, keeps its data"
   */
  record Change(
      String component, String kind, String reason, List<String> differences, String effect) {}
}
