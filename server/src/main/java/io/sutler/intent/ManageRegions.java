package io.sutler.intent;

import io.sutler.access.Caller;
import io.sutler.access.Right;
import io.sutler.domain.Deployment;
import io.sutler.domain.Project;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Refusal;
import io.sutler.domain.Region;
import io.sutler.domain.Slug;
import io.sutler.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Makes, drains and removes regions. Thread-safe. */
public final class ManageRegions {
  private static final int MOST_PARALLEL = 10_000;
  private final Desk desk;
  private final WriteAudit audit;
  private final Standing standing;
  private final RegionRules rules;

  /** Where nobody else has a say. */
  public ManageRegions(Desk desk) {
    this(desk, RegionRules.NONE);
  }

  public ManageRegions(Desk desk, RegionRules rules) {
    this.desk = desk;
    this.rules = rules;
    this.audit = new WriteAudit(desk);
    this.standing = new Standing(desk.store());
  }

  /**
   * Puts or replaces: a global one by admins, a project's own by its owners ({@code
   * region.project()} is ignored; kinds that work on the server's own machine are for admins).
   */
  public Region put(Caller caller, Optional<String> project, Region region) {
    return audit.refusals(
        caller,
        project,
        "put region",
        "region/" + region.name(),
        () -> {
          var owner = owner(caller, project);
          require(caller, region);
          owner.ifPresent(own -> requireHidesNothing(own.id(), region.name()));
          var stored =
              new Region(
                  region.name(),
                  owner.map(Project::id),
                  region.kind(),
                  region.place(),
                  region.settings(),
                  region.secret(),
                  region.drained(),
                  region.maxParallel());
          RegionEnvironment.require(stored, owner.isEmpty());
          RegionMoney.require(stored);
          rules.faults(stored).stream()
              .findFirst()
              .ifPresent(fault -> {
                throw Refusal.invalid("/settings", fault);
              });
          desk.store().plans().put(stored);
          audit.done(
              caller,
              owner.map(Project::id),
              "put region",
              "region/" + region.name(),
              Map.of("kind", region.kind(), "place", region.place(), "drained", region.drained()));
          return stored;
        });
  }

  /** Seals them for this region alone; an empty map takes away what was there. */
  public void putCredentials(
      Caller caller, Optional<String> project, String name, Map<String, String> values) {
    audit.refusals(
        caller,
        project,
        "put credentials",
        "region/" + InertText.shown(name),
        () -> {
          var owner = owner(caller, project).map(Project::id);
          InertText.require("/values", values);
          var region =
              desk.store()
                  .plans()
                  .region(owner, name)
                  .filter(r -> r.project().equals(owner))
                  .orElseThrow(() -> Refusal.notFound("region", InertText.shown(name)));
          if (values.isEmpty()) {
            desk.secrets().remove(region.credentialsId());
          } else {
            desk.secrets()
                .put(
                    region.credentialsId(),
                    owner.orElseGet(() -> new ProjectId("")),
                    Optional.empty(),
                    Json.write(values));
          }
          audit.done(
              caller,
              owner,
              "put credentials",
              "region/" + name,
              Map.of("names", List.copyOf(new TreeSet<>(values.keySet()))));
          return name;
        });
  }

  /**
   * Its credentials are all fields of a secret in Vault, read when they are needed.
   *
   * @param where the secret's path
   */
  public void referCredentials(Caller caller, Optional<String> project, String name, String where) {
    audit.refusals(
        caller,
        project,
        "put credentials",
        "region/" + InertText.shown(name),
        () -> {
          var owner = owner(caller, project);
          var id = owner.map(Project::id);
          var region =
              desk.store()
                  .plans()
                  .region(id, name)
                  .filter(r -> r.project().equals(id))
                  .orElseThrow(() -> Refusal.notFound("region", InertText.shown(name)));
          var ref = VaultPlaces.require(desk, caller, owner, where);
          if (ref.field().isPresent()) {
            throw Refusal.invalid(
                "/vault", "all fields are taken: leave out #" + ref.field().get());
          }
          if (desk.secrets().sealed(region.credentialsId()).equals(Optional.of(ref.sealedText()))) {
            return name; // it is so already
          }
          desk.secrets()
              .put(
                  region.credentialsId(),
                  id.orElseGet(() -> new ProjectId("")),
                  Optional.empty(),
                  ref.sealedText());
          audit.done(
              caller, id, "put credentials", "region/" + name, Map.of("vault", ref.toString()));
          return name;
        });
  }

  /**
   * Refused while a deployment stands in it, storage is kept there, or something of ours is left.
   *
   * @param forget whatever may be left there is forgotten: for a region that is gone for good
   */
  public void remove(Caller caller, Optional<String> project, String name, boolean forget) {
    audit.refusals(
        caller,
        project,
        "remove region",
        "region/" + name,
        () -> {
          var owner = owner(caller, project).map(Project::id);
          requireEmpty(owner, name);
          if (!forget) {
            requireNothingLeft(owner, name);
          }
          if (!desk.store().plans().removeRegion(owner, name)) {
            throw Refusal.notFound("region", InertText.shown(name));
          }
          desk.secrets().remove("region/" + owner.map(ProjectId::value).orElse("*") + "/" + name);
          audit.done(caller, owner, "remove region", "region/" + name, Map.of());
          return name;
        });
  }

  private Optional<Project> owner(Caller caller, Optional<String> project) {
    if (project.isEmpty()) {
      desk.access().requireAdminWrite(caller);
    }
    return project.map(name -> desk.access().require(caller, name, Right.OWN));
  }

  private static void require(Caller caller, Region region) {
    Refusals.requireSlug("/name", region.name());
    if (!Slug.isValid(region.kind())) {
      throw Refusal.invalid("/kind", "name the kind: local, hosts, openstack, kubernetes, ...");
    }
    if (region.kind().equals("local") && !caller.admin()) {
      throw new Refusal(
          Refusal.Kind.FORBIDDEN,
          "forbidden",
          "a region on the server's own machine is made by administrators: ask one to do it");
    }
    InertText.requireLine("/place", region.place(), 253);
    InertText.require("/settings", region.settings());
    if (!region.secret().isEmpty() && !ManageSecrets.isName(region.secret())) {
      throw Refusal.invalid("/secret", "name a secret of the project");
    }
    if (region.maxParallel() < 1 || region.maxParallel() > MOST_PARALLEL) {
      throw Refusal.invalid("/maxParallel", "use 1 to " + MOST_PARALLEL);
    }
  }

  private void requireEmpty(Optional<ProjectId> owner, String name) {
    var projects = owner.map(List::of).orElseGet(standing::projects);
    for (var project : projects) {
      var found =
          standing.first(
              project, d -> d.desired().region().equals(name) && means(project, owner, name));
      if (found.isPresent()) {
        throw Refusals.inUse("region " + name, List.of(found.map(Deployment::name).get()));
      }
      var kept =
          desk.store().reads().retained(project).stream()
              .filter(r -> r.region().equals(name) && means(project, owner, name))
              .findFirst();
      if (kept.isPresent()) {
        throw new Refusal(
            Refusal.Kind.CONFLICT,
            "in-use",
            "region %s keeps storage '%s': adopt or discard it first (see sutler retained)"
                .formatted(name, kept.get().name()));
      }
    }
  }

  /** A region of a project's own hides the one of every project: not what stands in that. */
  private void requireHidesNothing(ProjectId project, String name) {
    if (!means(project, Optional.empty(), name)) {
      return;
    }
    var standing = this.standing.first(project, d -> d.desired().region().equals(name));
    if (standing.isPresent()) {
      throw new Refusal(
          Refusal.Kind.CONFLICT,
          "in-use",
          "'%s' stands in the region %s of every project, which one of this project's own would hide: choose another name, or set that one (--global)"
              .formatted(standing.get().name(), name));
    }
    var kept =
        desk.store().reads().retained(project).stream()
            .filter(r -> r.region().equals(name))
            .findFirst();
    if (kept.isPresent()) {
      throw new Refusal(
          Refusal.Kind.CONFLICT,
          "in-use",
          "storage '%s' is kept in the region %s of every project, which one of this project's own would hide: choose another name"
              .formatted(kept.get().name(), name));
    }
  }

  private void requireNothingLeft(Optional<ProjectId> owner, String name) {
    var region =
        desk.store()
            .plans()
            .region(owner, name)
            .filter(r -> r.project().equals(owner))
            .orElseThrow(() -> Refusal.notFound("region", InertText.shown(name)));
    var left = rules.leftovers(region);
    if (!left.isEmpty()) {
      throw new Refusal(
          Refusal.Kind.CONFLICT,
          "not-empty",
          "region %s still holds %s: remove it first (see sutler ghosts), or forget it with --force"
              .formatted(name, String.join("; ", left.subList(0, Math.min(left.size(), 5)))),
          List.of(),
          Map.of("left", List.copyOf(left)));
    }
  }

  /** Whether the name means this very region in a project: its own hides the global one. */
  private boolean means(ProjectId project, Optional<ProjectId> owner, String name) {
    return desk.store()
        .plans()
        .region(Optional.of(project), name)
        .filter(region -> region.project().equals(owner))
        .isPresent();
  }
}
