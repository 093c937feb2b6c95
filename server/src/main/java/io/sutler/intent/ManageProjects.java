package io.sutler.intent;

import io.sutler.access.Authenticate;
import io.sutler.access.Caller;
import io.sutler.access.Right;
import io.sutler.domain.Project;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Quota;
import io.sutler.domain.Refusal;
import io.sutler.domain.Role;
import io.sutler.store.Accounts;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes, limits and removes projects, and says who is in them. Thread-safe. */
public final class ManageProjects {
  private final Desk desk;
  private final Accounts accounts;
  private final Authenticate authenticate;
  private final WriteAudit audit;

  /**
   * @param authenticate told to forget what it remembers of roles
   */
  public ManageProjects(Desk desk, Authenticate authenticate) {
    this.desk = desk;
    this.accounts = desk.store().accounts();
    this.authenticate = authenticate;
    this.audit = new WriteAudit(desk);
  }

  /** As {@link #make}. */
  public Project create(Caller caller, String name, String displayName, Quota quota) {
    return make(caller, name, displayName, quota).project();
  }

  /**
   * By admins; where everybody may make projects, by everybody. Who is no admin is its owner, as
   * the caller that is given back.
   */
  public Made make(Caller caller, String name, String displayName, Quota quota) {
    return refusing(
        caller,
        name,
        "create project",
        () -> {
          desk.access().requireMaker(caller);
          Refusals.requireSlug("/name", name);
          InertText.requireLine("/displayName", displayName, 200);
          requireQuota(quota);
          var shown = displayName.isBlank() ? name : displayName;
          var project = new Project(new ProjectId(desk.newId()), name, shown, quota, desk.now());
          if (!accounts.create(project)) {
            throw new Refusal(
                Refusal.Kind.CONFLICT,
                "name-taken",
                "there is a project '%s' already: choose another name".formatted(name));
          }
          var owner = caller.admin() ? caller : own(caller, project);
          done(owner, project, "create project", Map.of("quota", limits(quota)));
          return new Made(project, owner);
        });
  }

  private Caller own(Caller caller, Project project) {
    accounts.grant(project.id(), caller.user(), Role.OWNER);
    authenticate.forget();
    return caller.with(project.id(), Role.OWNER);
  }

  /**
   * @param caller with the role that its making gave
   */
  public record Made(Project project, Caller caller) {}

  /** By admins, and by owners where everybody may make projects, when nothing stands in it. */
  public void remove(Caller caller, String name) {
    refusing(
        caller,
        name,
        "remove project",
        () -> {
          desk.access().requireRemover(caller, name);
          var project = found(name);
          if (!accounts.remove(project.id())) {
            throw new Refusal(
                Refusal.Kind.CONFLICT,
                "not-empty",
                "project %s has deployments or retained storage: remove them first"
                    .formatted(name));
          }
          audit.done(caller, Optional.empty(), "remove project", "project/" + name, Map.of());
          return project;
        });
  }

  /** By admins. */
  public Project setQuota(Caller caller, String name, Quota quota) {
    return refusing(
        caller,
        name,
        "set quota",
        () -> {
          desk.access().requireAdminWrite(caller);
          requireQuota(quota);
          var project = found(name);
          accounts.setQuota(project.id(), quota);
          done(caller, project, "set quota", Map.of("quota", limits(quota)));
          return found(name);
        });
  }

  /** Gives a user a role, by owners. */
  public void grant(Caller caller, String project, String user, Role role) {
    refusing(
        caller,
        project,
        "grant",
        () -> {
          var found = desk.access().require(caller, project, Right.OWN);
          if (role == Role.ADMIN) {
            throw Refusal.invalid("/role", "a project's roles are owner, editor and viewer");
          }
          var whom = user(user);
          accounts.grant(found.id(), whom.id(), role);
          authenticate.forget();
          done(
              caller,
              found,
              "grant",
              Map.of("user", whom.name(), "role", role.name().toLowerCase(Locale.ROOT)));
          return found;
        });
  }

  /**
   * Gives a role to the members of a group of the provider that people sign in through, by owners.
   */
  public void grantGroup(Caller caller, String project, String group, Role role) {
    refusing(
        caller,
        project,
        "grant",
        () -> {
          var found = desk.access().require(caller, project, Right.OWN);
          InertText.requireLine("/group", group, 200);
          if (group.isBlank() || group.contains(",") || role == Role.ADMIN) {
            throw Refusal.invalid("/group", "name one group, without commas");
          }
          accounts.grantGroup(found.id(), group, role);
          done(
              caller,
              found,
              "grant",
              Map.of("group", group, "role", role.name().toLowerCase(Locale.ROOT)));
          return found;
        });
  }

  /** By owners; nothing happens when the group has no role. */
  public void revokeGroup(Caller caller, String project, String group) {
    refusing(
        caller,
        project,
        "revoke",
        () -> {
          var found = desk.access().require(caller, project, Right.OWN);
          if (accounts.revokeGroup(found.id(), group)) {
            done(caller, found, "revoke", Map.of("group", group));
          }
          return found;
        });
  }

  /** By owners. */
  public void revoke(Caller caller, String project, String user) {
    refusing(
        caller,
        project,
        "revoke",
        () -> {
          var found = desk.access().require(caller, project, Right.OWN);
          var whom = user(user);
          if (!accounts.revoke(found.id(), whom.id())) {
            throw Refusal.notFound("member", InertText.shown(user));
          }
          authenticate.forget();
          done(caller, found, "revoke", Map.of("user", whom.name()));
          return found;
        });
  }

  private Project found(String name) {
    return accounts
        .project(name)
        .orElseThrow(() -> Refusal.notFound("project", InertText.shown(name)));
  }

  private Accounts.User user(String name) {
    return accounts.user(name).orElseThrow(() -> Refusal.notFound("user", InertText.shown(name)));
  }

  private <T> T refusing(Caller caller, String project, String action, Supplier<T> work) {
    return audit.refusals(caller, Optional.of(project), action, "project/" + project, work);
  }

  private void done(Caller caller, Project project, String action, Map<String, Object> after) {
    audit.done(caller, Optional.of(project.id()), action, "project/" + project.name(), after);
  }

  private static void requireQuota(Quota quota) {
    for (var plan : quota.perPlan().keySet()) {
      Refusals.requireSlug("/quota/perPlan", plan);
    }
  }

  private static Map<String, Object> limits(Quota quota) {
    return Map.of(
        "deployments", quota.deployments(),
        "perPlan", quota.perPlan(),
        "cpus", quota.cpus(),
        "memory", quota.memory(),
        "disk", quota.disk(),
        "retained", quota.retained());
  }
}
