package io.sutler.api.michman;

import io.sutler.access.Caller;
import io.sutler.domain.Document;
import io.sutler.domain.Refusal;
import io.sutler.intent.KeepDocuments;
import io.sutler.view.ShowDocuments;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * One kind of thing that Michman keeps and Sutler has no word for. Thread-safe.
 *
 * @param kind of document
 * @param word for people: "service type"
 */
record Records<T>(ShowDocuments show, KeepDocuments keep, String kind, String word, Class<T> type) {
  private static final String DIALECT = "michman";
  private static final int TRIES = 20;

  /** One of them as it is kept. */
  record Kept<T>(Document document, T value) {
    String id() {
      return document.id();
    }
  }

  static String newId() {
    return UUID.randomUUID().toString();
  }

  List<Kept<T>> all(Caller caller) {
    return show.all(caller, DIALECT, kind).stream().map(this::kept).toList();
  }

  /**
   * @param project its name here; empty for what belongs to none
   */
  Optional<Kept<T>> find(Caller caller, Optional<String> project, String nameOrId) {
    return show.byName(caller, DIALECT, kind, project, nameOrId)
        .or(() -> show.byId(caller, DIALECT, kind, nameOrId))
        .map(this::kept);
  }

  Kept<T> get(Caller caller, Optional<String> project, String nameOrId) {
    return find(caller, project, nameOrId).orElseThrow(() -> Fault.notFound(word, nameOrId));
  }

  /**
   * @param scope the project's id and name here; empty for none
   */
  T create(Caller caller, Optional<Scope> scope, String id, String name, T value) {
    var document =
        new Document(DIALECT, kind, id, scope.map(Scope::id), name, GoJson.data(value), 0);
    try {
      var unused = keep.create(caller, scope.map(Scope::name), document);
      return value;
    } catch (Refusal taken) {
      if (taken.kind() == Refusal.Kind.CONFLICT) {
        throw Fault.exists(word, name);
      }
      throw taken;
    }
  }

  /** Reads, changes and writes again until nobody else wrote in between. */
  T change(Caller caller, Optional<Scope> scope, String nameOrId, UnaryOperator<T> change) {
    for (int i = 1; ; i++) {
      var kept = get(caller, scope.map(Scope::name), nameOrId);
      var value = change.apply(kept.value());
      try {
        var unused =
            keep.replace(caller, scope.map(Scope::name), kept.document().with(GoJson.data(value)));
        return value;
      } catch (Refusal changed) {
        if (changed.kind() != Refusal.Kind.CONFLICT || i == TRIES) {
          throw changed;
        }
      }
    }
  }

  void remove(Caller caller, Optional<Scope> scope, Kept<T> kept) {
    keep.remove(caller, scope.map(Scope::name), kept.document());
  }

  private Kept<T> kept(Document document) {
    return new Kept<>(document, GoJson.read(document.body(), type));
  }

  /** A project here. */
  record Scope(io.sutler.domain.ProjectId id, String name) {}
}
