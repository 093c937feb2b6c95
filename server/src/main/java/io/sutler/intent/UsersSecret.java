package io.sutler.intent;

import io.sutler.domain.Desired;
import io.sutler.domain.ProjectId;
import io.sutler.domain.SecretRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One secret that a user keeps in a project. It is sealed twice: under its name, and under its name
 * and a keyed fingerprint of its text. Deployments hold the second, so that a new text is another
 * value, and those who use it are changed by it like by any other parameter.
 */
final class UsersSecret {
  private final Desk desk;
  private final ProjectId project;
  private final String id;

  UsersSecret(Desk desk, ProjectId project, String name) {
    this.desk = desk;
    this.project = project;
    this.id = project + "/" + name;
  }

  /** Empty when there is none of this name. */
  Optional<String> clear() {
    return desk.secrets().open(id);
  }

  /** What stands in parameters for its present text; empty when there is none of this name. */
  Optional<String> placeholder() {
    return desk.secrets().sealed(id).map(this::of);
  }

  /** Whether there is one, wherever it lies. */
  boolean isThere() {
    return desk.secrets().sealed(id).isPresent();
  }

  /** Seals a text; returns what stands in parameters for it. */
  String put(String clear) {
    desk.secrets().put(version(clear), project, Optional.empty(), clear);
    desk.secrets().put(id, project, Optional.empty(), clear);
    return of(clear);
  }

  void remove() {
    desk.secrets().ids(project).stream()
        .filter(other -> other.equals(id) || other.startsWith(id + "/"))
        .forEach(desk.secrets()::remove);
  }

  /** Whether it stands in a parameter, at any depth and in whatever version. */
  boolean isIn(Object value) {
    return switch (value) {
      case String text -> is(text);
      case Map<?, ?> map -> map.values().stream().anyMatch(this::isIn);
      case List<?> list -> list.stream().anyMatch(this::isIn);
      case Object other -> false;
    };
  }

  /** A level with this secret's placeholder in its present version. */
  Desired replaced(Desired old, String placeholder) {
    var params = new LinkedHashMap<>(old.params());
    params.replaceAll((name, value) -> replaced(value, placeholder));
    return Levels.params(old, params);
  }

  private Object replaced(Object value, String placeholder) {
    return switch (value) {
      case String text -> is(text) ? placeholder : text;
      case Map<?, ?> map -> {
        var out = new LinkedHashMap<Object, Object>(map);
        out.replaceAll((key, each) -> replaced(each, placeholder));
        yield out;
      }
      case List<?> list -> list.stream().map(each -> replaced(each, placeholder)).toList();
      case Object other -> other;
    };
  }

  private boolean is(String text) {
    return SecretRef.isIn(text)
        && text.startsWith(new SecretRef(id).text().substring(0, id.length() + 1) + "/");
  }

  private String of(String clear) {
    return new SecretRef(version(clear)).text();
  }

  private String version(String clear) {
    return id + "/" + desk.secrets().fingerprint(clear);
  }
}
