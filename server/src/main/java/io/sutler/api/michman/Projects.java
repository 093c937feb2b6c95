package io.sutler.api.michman;

import io.sutler.access.Caller;
import io.sutler.domain.Quota;
import io.sutler.domain.Refusal;
import io.sutler.domain.Role;
import io.sutler.intent.ManageProjects;
import io.sutler.view.ShowProjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Projects here with what Michman knows of them besides. One that was made through another face has
 * its name and no defaults. Names are lower case here, and kept as written there.
 */
record Projects(ShowProjects show, ManageProjects manage, Records<Project> records) {
  private static final int PAGE = 200;

  /** One of them, and which it is here. */
  record Found(Project project, Records.Scope scope) {}

  List<Project> all(Caller caller) {
    return found(caller).stream().map(Found::project).toList();
  }

  private List<Found> found(Caller caller) {
    var known =
        records.all(caller).stream()
            .collect(
                Collectors.toMap(k -> k.document().project(), Function.identity(), (a, b) -> a));
    var all = new ArrayList<Found>();
    var after = Optional.of("");
    while (after.isPresent()) {
      var page = show.list(caller, after.get(), PAGE);
      for (var p : page.items()) {
        var kept = Optional.ofNullable(known.get(Optional.of(p.id())));
        all.add(
            new Found(
                kept.map(Records.Kept::value).orElseGet(() -> madeElsewhere(p)),
                new Records.Scope(p.id(), p.name())));
      }
      after = page.next();
    }
    return all;
  }

  private static Project madeElsewhere(io.sutler.domain.Project p) {
    return new Project(p.id().value(), p.name(), p.displayName(), "", "", "", "", "", "", "");
  }

  /** Which they are here. */
  List<Records.Scope> scopes(Caller caller) {
    return found(caller).stream().map(Found::scope).toList();
  }

  Found get(Caller caller, String nameOrId) {
    var all = found(caller);
    return all.stream()
        .filter(f -> f.project().name().equals(nameOrId))
        .findFirst()
        .or(() -> all.stream().filter(f -> f.project().id().equals(nameOrId)).findFirst())
        .orElseThrow(() -> Fault.notFound("project", nameOrId));
  }

  Project create(Caller caller, Project asked) {
    var here = Clusters.nameHere(asked.displayName());
    ManageProjects.Made made;
    try {
      made = manage.make(caller, here, Clusters.shownHere(asked.displayName()), Quota.UNLIMITED);
    } catch (Refusal taken) {
      if (taken.kind() == Refusal.Kind.CONFLICT) {
        throw Fault.exists("project", asked.displayName());
      }
      throw taken;
    }
    var project =
        new Project(
            Records.newId(),
            asked.displayName(),
            asked.displayName(),
            asked.groupId(),
            asked.description(),
            asked.defaultImage(),
            asked.defaultMasterFlavor(),
            asked.defaultSlavesFlavor(),
            asked.defaultStorageFlavor(),
            asked.defaultMonitoringFlavor());
    var standing = made.project();
    if (!asked.groupId().isBlank()) {
      manage.grantGroup(made.caller(), standing.name(), asked.groupId().strip(), Role.OWNER);
    }
    return records.create(
        made.caller(),
        Optional.of(new Records.Scope(standing.id(), standing.name())),
        project.id(),
        project.name(),
        project);
  }

  /** Whether a project of Michman's own is here, with what Michman knows of it. */
  boolean isKept(Caller caller, Project other) {
    return scope(caller, other)
        .filter(s -> records.find(caller, Optional.of(s.name()), other.name()).isPresent())
        .isPresent();
  }

  /** Where one of Michman's own is here; empty when it is not. */
  Optional<Records.Scope> scope(Caller caller, Project other) {
    var here = Clusters.nameHere(other.name());
    return scopes(caller).stream().filter(s -> s.name().equals(here)).findFirst();
  }

  private Optional<Project> keptIn(Caller caller, Records.Scope scope) {
    return records.all(caller).stream()
        .filter(k -> k.document().project().equals(Optional.of(scope.id())))
        .map(Records.Kept::value)
        .findFirst();
  }

  /**
   * One that Michman has made: it keeps its id.
   *
   * @throws Fault EXISTS when another of Michman's is the same here
   */
  Project take(Caller caller, Project project) {
    var here = Clusters.nameHere(project.name());
    var known = scope(caller, project);
    known
        .flatMap(s -> keptIn(caller, s))
        .ifPresent(other -> {
          throw Fault.exists("project", other.name());
        });
    var scope =
        known.orElseGet(() -> {
          var made =
              manage
                  .make(caller, here, Clusters.shownHere(project.displayName()), Quota.UNLIMITED)
                  .project();
          return new Records.Scope(made.id(), made.name());
        });
    if (known.isEmpty() && !project.groupId().isBlank()) {
      manage.grantGroup(caller, scope.name(), project.groupId().strip(), Role.OWNER);
    }
    return records.create(caller, Optional.of(scope), project.id(), project.name(), project);
  }

  /** Another group takes the place of the one before, for owners alone. */
  Project change(Caller caller, Found found, Project changed) {
    var before = found.project().groupId().strip();
    var after = changed.groupId().strip();
    if (after.equals(before)) {
      return write(caller, found, changed);
    }
    if (!after.isEmpty()) {
      manage.grantGroup(caller, found.scope().name(), after, Role.OWNER);
    }
    var written = write(caller, found, changed);
    if (!before.isEmpty()) {
      manage.revokeGroup(caller, found.scope().name(), before);
    }
    return written;
  }

  private Project write(Caller caller, Found found, Project changed) {
    var scope = Optional.of(found.scope());
    if (records.find(caller, scope.map(Records.Scope::name), found.project().name()).isEmpty()) {
      return records.create(caller, scope, changed.id(), changed.name(), changed);
    }
    return records.change(caller, scope, found.project().name(), old -> changed);
  }

  void remove(Caller caller, Found found) {
    try {
      manage.remove(caller, found.scope().name());
    } catch (Refusal standing) {
      if (standing.kind() == Refusal.Kind.CONFLICT) {
        throw Fault.invalid("project has clusters. Delete them first");
      }
      throw standing;
    }
  }
}
