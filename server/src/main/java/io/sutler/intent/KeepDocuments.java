package io.sutler.intent;

import io.sutler.access.Caller;
import io.sutler.access.Right;
import io.sutler.domain.Document;
import io.sutler.domain.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps documents of dialects: those of no project for admins, a project's for its editors.
 * Thread-safe.
 */
public final class KeepDocuments {
  private final Desk desk;
  private final WriteAudit audit;

  public KeepDocuments(Desk desk) {
    this.desk = desk;
    this.audit = new WriteAudit(desk);
  }

  /**
   * @param project its name; empty for a document of none
   * @throws Refusal CONFLICT when its id or name is taken
   */
  public Document create(Caller caller, Optional<String> project, Document document) {
    return write(
        caller,
        project,
        "create",
        document,
        () -> {
          if (!desk.store().documents().create(document)) {
            throw new Refusal(
                Refusal.Kind.CONFLICT,
                "name-taken",
                "there is one of this name already: choose another");
          }
        });
  }

  /**
   * @throws Refusal CONFLICT when it was changed or removed meanwhile, or its name is taken
   */
  public Document replace(Caller caller, Optional<String> project, Document document) {
    return write(
        caller,
        project,
        "replace",
        document,
        () -> {
          if (!desk.store().documents().replace(document)) {
            throw new Refusal(
                Refusal.Kind.CONFLICT,
                "changed-meanwhile",
                "it was changed meanwhile: read it again");
          }
        });
  }

  public void remove(Caller caller, Optional<String> project, Document document) {
    write(
        caller,
        project,
        "remove",
        document,
        () -> {
          var documents = desk.store().documents();
          if (!documents.remove(document.dialect(), document.kind(), document.id())) {
            throw Refusal.notFound(document.kind(), InertText.shown(document.name()));
          }
        });
  }

  private Document write(
      Caller caller, Optional<String> project, String act, Document document, Runnable work) {
    var action = act + " " + document.kind();
    var subject = document.kind() + "/" + InertText.shown(document.name());
    Supplier<Document> all =
        () -> {
          var scope = project.map(name -> desk.access().require(caller, name, Right.WRITE).id());
          if (scope.isEmpty()) {
            desk.access().requireAdminWrite(caller);
          }
          if (!scope.equals(document.project())) {
            throw Refusal.notFound(document.kind(), InertText.shown(document.name()));
          }
          InertText.requireLine("/name", document.name(), 255);
          InertText.require("", document.body());
          work.run();
          audit.done(caller, scope, action, subject, Map.of("dialect", document.dialect()));
          return document;
        };
    return audit.refusals(caller, project, action, subject, all);
  }
}
