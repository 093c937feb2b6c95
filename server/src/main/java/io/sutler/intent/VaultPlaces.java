package io.sutler.intent;

import io.sutler.access.Caller;
import io.sutler.domain.Project;
import io.sutler.domain.Refusal;
import io.sutler.secret.VaultRef;
import java.util.Optional;

/**
 * Who may refer to what in Vault. Sutler's own token reads for everybody, so a tenant may name only
 * what lies beneath his project's place; administrators name anything. The place bears the
 * project's id: names are given again.
 */
final class VaultPlaces {
  private VaultPlaces() {}

  /**
   * @throws Refusal INVALID when it is no path, FORBIDDEN when it is not for the caller
   */
  static VaultRef require(Desk desk, Caller caller, Optional<Project> project, String where) {
    var ref =
        VaultRef.parse(where)
            .orElseThrow(() ->
                Refusal.invalid("/vault", "write a path and a field, as in kv/team/db#password"));
    var place = desk.secrets().placeOf(project.map(Project::id));
    if (!caller.admin() && place.filter(ref::isBeneath).isEmpty()) {
      throw new Refusal(
          Refusal.Kind.FORBIDDEN,
          "forbidden",
          place
              .map(p ->
                  "secrets of this project lie beneath %s in Vault: move it there".formatted(p))
              .orElse("only administrators refer to secrets in Vault here: ask one to do it"));
    }
    return ref;
  }
}
