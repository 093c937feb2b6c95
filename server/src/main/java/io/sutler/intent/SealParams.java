package io.sutler.intent;

import io.sutler.catalog.SecretPlaces;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.Project;
import io.sutler.domain.Refusal;
import io.sutler.domain.SecretRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes clear text out of one request's parameters, at any depth: references to users' secrets and
 * what is sealed already become placeholders before the schema is asked, and what the schema calls
 * secret after it said yes. Used once.
 */
final class SealParams {
  private final Desk desk;
  private final Project project;
  private final DeploymentId deployment;
  private final Map<String, Object> standing;
  private final Map<String, String> toSeal = new HashMap<>();

  /**
   * @param standing the parameters as they are; empty for a new deployment
   */
  SealParams(Desk desk, Project project, DeploymentId deployment, Map<String, Object> standing) {
    this.desk = desk;
    this.project = project;
    this.deployment = deployment;
    this.standing = standing;
  }

  /** Clear text by the secret's id, to be sealed before the values are stored. */
  Map<String, String> toSeal() {
    return toSeal;
  }

  /**
   * {@code {"secret": "name"}} and {@code {"sealed": true}} as placeholders; where the schema has
   * fields of these names they are data.
   *
   * @throws Refusal INVALID where there is no such secret, or nothing sealed
   */
  Map<String, Object> referred(Map<String, Object> schema, Map<String, Object> given) {
    return SecretPlaces.walk(
        schema,
        given,
        (path, value, secret, fields) -> {
          if (!(value instanceof Map<?, ?> map) || map.size() != 1) {
            return Optional.empty();
          }
          if (map.get("secret") instanceof String name && !fields.contains("secret")) {
            return Optional.of(usersSecret(path, name));
          }
          return Boolean.TRUE.equals(map.get("sealed")) && !fields.contains("sealed")
              ? Optional.of(sealedBefore(path))
              : Optional.empty();
        });
  }

  /**
   * What the schema calls secret as placeholders. The same text again is no change: its placeholder
   * stays, and with it the digests.
   *
   * @throws Refusal INVALID where a secret is no text
   */
  Map<String, Object> sealed(Map<String, Object> schema, Map<String, Object> checked) {
    return SecretPlaces.walk(
        schema,
        checked,
        (path, value, secret, fields) ->
            switch (value) {
              case Map<?, ?> _, List<?> _ -> Optional.empty();
              case String text when SecretRef.isIn(text) -> Optional.of(text);
              case String text ->
                  Optional.of(before(path, text).orElseGet(() -> secret ? seal(text) : text));
              case Object other when secret ->
                  throw Refusal.invalid(pointer(path), "a secret parameter is a text: quote it");
              case Object other -> Optional.of(other);
            });
  }

  private String seal(String clear) {
    var id = deployment + "/param/" + desk.newId();
    toSeal.put(id, clear);
    return new SecretRef(id).text();
  }

  private Optional<String> before(List<Object> path, String clear) {
    return placeholder(path).filter(old -> opens(old).filter(clear::equals).isPresent());
  }

  private Optional<Object> opens(String placeholder) {
    try {
      return Optional.of(desk.secrets().reveal(placeholder, new HashSet<>()));
    } catch (io.sutler.secret.CannotOpen lost) {
      return Optional.empty();
    }
  }

  private String usersSecret(List<Object> path, String name) {
    return Optional.of(name)
        .filter(ManageSecrets::isName)
        .flatMap(known -> new UsersSecret(desk, project.id(), known).placeholder())
        .orElseThrow(() ->
            Refusal.invalid(
                pointer(path),
                "project %s has no secret '%s': put it there first (sutler secret)"
                    .formatted(project.name(), InertText.shown(name))));
  }

  private String sealedBefore(List<Object> path) {
    return placeholder(path)
        .orElseThrow(
            () -> Refusal.invalid(pointer(path), "nothing is sealed here yet: give the value"));
  }

  /** What stands at this place, if it is a sealed secret. */
  private Optional<String> placeholder(List<Object> path) {
    Object at = standing;
    for (var step : path) {
      Object next =
          switch (at) {
            case Map<?, ?> map -> map.get(step);
            case List<?> list when step instanceof Integer i && i < list.size() -> list.get(i);
            case Object leaf -> null;
          };
      if (next == null) {
        return Optional.empty();
      }
      at = next;
    }
    return at instanceof String text && SecretRef.isIn(text) ? Optional.of(text) : Optional.empty();
  }

  private static String pointer(List<Object> path) {
    var pointer = new StringBuilder("/params");
    path.forEach(step ->
        pointer
            .append('/')
            .append(InertText.shown(step.toString()).replace("~", "~0").replace("/", "~1")));
    return pointer.toString();
  }
}
