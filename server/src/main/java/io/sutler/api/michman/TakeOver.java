package io.sutler.api.michman;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sutler.access.Caller;
import io.sutler.domain.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes over what Michman's database holds. What is there already stays as it is here, so that a
 * second time changes nothing; nothing is made or destroyed in any cloud. One thing that cannot be
 * taken does not keep the others back. Used once.
 */
final class TakeOver {
  private static final String TAKEN = "taken";
  private static final String THERE = "there already";
  private final Things things;
  private final Caller caller;
  private final boolean dry;
  private final List<Taken> done = new ArrayList<>();

  /** Where it all goes. */
  record Things(
      Machines machines,
      Projects projects,
      Records<ServiceType> types,
      Records<Template> templates,
      Records<Cluster> clusters) {}

  /**
   * @param outcome taken, there already, or refused
   * @param why it was refused; empty else
   */
  record Taken(
      @JsonProperty("kind") String kind,
      @JsonProperty("name") String name,
      @JsonProperty("outcome") String outcome,
      @JsonProperty("why") String why) {}

  /**
   * @param dry whether nothing is to be written
   */
  TakeOver(Things things, Caller caller, boolean dry) {
    this.things = things;
    this.caller = caller;
    this.dry = dry;
  }

  List<Taken> run(Tables tables) {
    for (var image : tables.images()) {
      one(
          "image",
          image.name(),
          () -> things.machines().image(caller, image.whole().get().name()).isPresent(),
          () -> things.machines().putAs(caller, image.whole().get()));
    }
    for (var flavor : tables.flavors()) {
      one(
          "flavor",
          flavor.name(),
          () -> things.machines().flavor(caller, flavor.whole().get().name()).isPresent(),
          () -> things.machines().putAs(caller, flavor.whole().get()));
    }
    for (var type : tables.types()) {
      one(
          "service type",
          type.name(),
          () ->
              things.types().find(caller, Optional.empty(), type.whole().get().type()).isPresent(),
          () -> {
            var whole = type.whole().get();
            return things.types().create(caller, Optional.empty(), whole.id(), type.name(), whole);
          });
    }
    var projects = tables.projects();
    for (var project : projects) {
      one(
          "project",
          project.name(),
          () -> things.projects().isKept(caller, project),
          () -> things.projects().take(caller, project));
    }
    var byId =
        projects.stream().collect(Collectors.toMap(Project::id, Function.identity(), (a, b) -> a));
    for (var template : tables.templates()) {
      within(
          new Inner<>("template", template, Template::id, things.templates()),
          t -> owner(byId, t.projectId(), t.projectId().isEmpty() || t.projectId().equals("None")));
    }
    for (var cluster : tables.clusters()) {
      within(
          new Inner<>("cluster", cluster, Cluster::id, things.clusters()),
          c -> owner(byId, c.projectId(), false));
    }
    return done;
  }

  /** What belongs to a project. */
  private record Inner<T>(
      String kind, Tables.Read<T> read, Function<T, String> id, Records<T> records) {}

  /** Empty for what is everybody's. */
  private static Optional<Project> owner(Map<String, Project> byId, String id, boolean common) {
    var owner = Optional.ofNullable(byId.get(id));
    if (owner.isEmpty() && !common) {
      throw Fault.notFound("project", id);
    }
    return owner;
  }

  private <T> void within(Inner<T> inner, Function<T, Optional<Project>> owner) {
    one(
        inner.kind,
        inner.read.name(),
        () -> {
          var project = owner.apply(inner.read.whole().get());
          var scope = project.flatMap(p -> things.projects().scope(caller, p));
          return (project.isEmpty() || scope.isPresent())
              && inner
                  .records
                  .find(caller, scope.map(Records.Scope::name), inner.read.name())
                  .isPresent();
        },
        () -> {
          var value = inner.read.whole().get();
          var scope = owner.apply(value).map(this::standing);
          return inner.records.create(
              caller, scope, inner.id.apply(value), inner.read.name(), value);
        });
  }

  /** A project that could not be taken has nothing in it either. */
  private Records.Scope standing(Project project) {
    return things
        .projects()
        .scope(caller, project)
        .orElseThrow(() -> Fault.notFound("project", project.name()));
  }

  private void one(String kind, String name, Looking isThere, Writing write) {
    String outcome = TAKEN;
    String why = "";
    try {
      if (isThere.look()) {
        outcome = THERE;
      } else if (!dry) {
        var unused = write.write();
      }
    } catch (Fault | Refusal refused) {
      outcome = "refused";
      why = String.valueOf(refused.getMessage());
    }
    done.add(new Taken(kind, name, outcome, why));
  }

  private interface Looking {
    boolean look();
  }

  private interface Writing {
    Object write();
  }
}
