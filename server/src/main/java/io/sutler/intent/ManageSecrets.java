package io.sutler.intent;

import io.sutler.access.Caller;
import io.sutler.access.Right;
import io.sutler.domain.CommandKind;
import io.sutler.domain.Deployment;
import io.sutler.domain.Project;
import io.sutler.domain.Refusal;
import io.sutler.domain.RunState;
import io.sutler.secret.CannotOpen;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Users' own secrets, and the audited reveal. Thread-safe. */
public final class ManageSecrets {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,62}");
  private static final int LONGEST = 64 * 1024;
  private final Desk desk;
  private final WriteAudit audit;
  private final DraftChange changes;
  private final AcceptDrafts accept;
  private final Standing standing;

  public ManageSecrets(Desk desk) {
    this.desk = desk;
    this.audit = new WriteAudit(desk);
    this.changes = new DraftChange(desk, new FindPlan(desk));
    this.accept = new AcceptDrafts(desk);
    this.standing = new Standing(desk.store());
  }

  /** Whether a text can be a secret's name. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** By editors. A new value is a change of each deployment that uses the secret: they follow. */
  public void put(Caller caller, String project, String name, String clear) {
    keep(
        caller,
        project,
        name,
        _ -> {
          if (clear.isEmpty() || clear.length() > LONGEST) {
            throw Refusal.invalid("/value", "a secret has 1 to 65536 characters");
          }
          InertText.require("/value", clear);
          return new Kept(clear, Map.of());
        });
  }

  /**
   * As {@link #put}, of a secret that stays in Vault: whoever needs it reads it there.
   *
   * @param where {@code path#field}
   */
  public void refer(Caller caller, String project, String name, String where) {
    keep(
        caller,
        project,
        name,
        found -> {
          var ref = VaultPlaces.require(desk, caller, Optional.of(found), where);
          if (ref.field().isEmpty()) {
            throw Refusal.invalid("/vault", "name the field too: " + ref + "#password");
          }
          return new Kept(ref.sealedText(), Map.of("vault", ref.toString()));
        });
  }

  /**
   * @param text to be sealed
   * @param after what the audit tells of it
   */
  private record Kept(String text, Map<String, Object> after) {}

  private void keep(Caller caller, String project, String name, Function<Project, Kept> what) {
    var object = object(name);
    refusing(
        new Act(caller, project, "put secret", object, Right.WRITE),
        found -> {
          if (!isName(name)) {
            throw Refusal.invalid(
                "/name", "use 1 to 63 of A-Z, a-z, 0-9, _ and -, starting with a letter");
          }
          var kept = what.apply(found);
          var secret = new UsersSecret(desk, found.id(), name);
          var fresh = secret.put(kept.text());
          audit.done(caller, Optional.of(found.id()), "put secret", object, kept.after());
          standing.each(found.id(), d -> follow(caller, found, d, secret, fresh));
          return name;
        });
  }

  /** By editors; refused while a deployment uses it. */
  public void remove(Caller caller, String project, String name) {
    var object = object(name);
    refusing(
        new Act(caller, project, "remove secret", object, Right.WRITE),
        found -> {
          var secret = new UsersSecret(desk, found.id(), name);
          if (!isName(name) || !secret.isThere()) {
            throw Refusal.notFound("secret", InertText.shown(name));
          }
          var user =
              standing.first(
                  found.id(), d -> d.desired().params().values().stream().anyMatch(secret::isIn));
          if (user.isPresent()) {
            throw Refusals.inUse("secret " + name, List.of(user.get().name()));
          }
          secret.remove();
          audit.done(caller, Optional.of(found.id()), "remove secret", object, Map.of());
          return name;
        });
  }

  /** A user's secret in clear; by editors with the scope {@code reveal}; audited. */
  public String reveal(Caller caller, String project, String name) {
    var object = object(name);
    return refusing(
        new Act(caller, project, "reveal", object, Right.REVEAL),
        found -> {
          var clear =
              Optional.of(name)
                  .filter(ManageSecrets::isName)
                  .flatMap(n -> new UsersSecret(desk, found.id(), n).clear())
                  .orElseThrow(() -> Refusal.notFound("secret", InertText.shown(name)));
          audit.done(caller, Optional.of(found.id()), "reveal", object, Map.of());
          return clear;
        });
  }

  /** An output of a deployment with its secrets in clear; as {@link #reveal}. */
  public Object revealOutput(Caller caller, String project, String deployment, String output) {
    var object = "deployment/" + deployment + "/" + output;
    return refusing(
        new Act(caller, project, "reveal", object, Right.REVEAL),
        found -> {
          var seen = changes.any(found, deployment).observed().outputs();
          var value = seen.get(output);
          if (value == null) {
            throw new Refusal(
                Refusal.Kind.NOT_FOUND,
                "not-found",
                "%s gives no output '%s' (yet): it gives %s"
                    .formatted(
                        deployment,
                        InertText.shown(output),
                        seen.isEmpty() ? "none" : String.join(", ", seen.keySet())));
          }
          var clear = desk.secrets().reveal(value.value(), new HashSet<>());
          audit.done(caller, Optional.of(found.id()), "reveal", object, Map.of());
          return clear;
        });
  }

  private void follow(
      Caller caller, Project project, Deployment user, UsersSecret secret, String placeholder) {
    if (user.desired().runState() == RunState.ABSENT
        || secret.replaced(user.desired(), placeholder).equals(user.desired())) {
      return;
    }
    accept.take(
        caller,
        project,
        "put secret",
        Commands.Terms.PLAIN,
        () -> {
          var now = changes.any(project, user.name());
          return changes.level(
              project, now, secret.replaced(now.desired(), placeholder), CommandKind.UPDATE);
        });
  }

  /** What somebody asks to do, and the right that it needs. */
  private record Act(Caller caller, String project, String action, String object, Right right) {}

  private <T> T refusing(Act act, Function<Project, T> work) {
    return audit.refusals(
        act.caller(),
        Optional.of(act.project()),
        act.action(),
        act.object(),
        () -> {
          try {
            return work.apply(desk.access().require(act.caller(), act.project(), act.right()));
          } catch (CannotOpen e) {
            throw new Refusal(
                Refusal.Kind.UNAVAILABLE, "cannot-open", String.valueOf(e.getMessage()));
          }
        });
  }

  private static String object(String name) {
    return "secret/" + name;
  }
}
