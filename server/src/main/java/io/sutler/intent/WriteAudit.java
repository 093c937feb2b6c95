package io.sutler.intent;

import io.sutler.access.Caller;
import io.sutler.domain.Project;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Refusal;
import io.sutler.store.Accept.AuditEntry;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes down who did what, and who was refused what. */
final class WriteAudit {
  private final Desk desk;

  WriteAudit(Desk desk) {
    this.desk = desk;
  }

  /**
   * Does {@code work}; a refusal is written down and passed on.
   *
   * @param project as named by the caller; empty for what belongs to none
   */
  <T> T refusals(
      Caller caller, Optional<String> project, String action, String object, Supplier<T> work) {
    try {
      return work.get();
    } catch (Refusal refusal) {
      desk.store()
          .audits()
          .append(
              project.flatMap(name -> visible(caller, name)),
              desk.now(),
              new AuditEntry(
                  caller.name(),
                  caller.face(),
                  action,
                  InertText.shown(object),
                  Map.of(),
                  Map.of("why", InertText.shown(refusal.sentence())),
                  "refused: " + refusal.code()));
      throw refusal;
    }
  }

  /** Writes down what was done. */
  void done(
      Caller caller,
      Optional<ProjectId> project,
      String action,
      String object,
      Map<String, Object> after) {
    desk.store()
        .audits()
        .append(
            project,
            desk.now(),
            new AuditEntry(
                caller.name(), caller.face(), action, object, Map.of(), after, "accepted"));
  }

  /** Another tenant's audit must not fill with the names that strangers try. */
  private Optional<ProjectId> visible(Caller caller, String project) {
    return desk.store()
        .accounts()
        .project(project)
        .map(Project::id)
        .filter(id -> caller.roleIn(id).isPresent());
  }
}
