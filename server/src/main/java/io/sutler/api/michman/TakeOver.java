package io.sutler.api.michman;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.sutler.access.Caller;
import io.sutler.domain.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
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
          image,
          i -> things.machines().image(caller, i.name()).isPresent(),
          i -> things.machines().putAs(caller, i));
    }
    for (var flavor : tables.flavors()) {
      one(
          "flavor",
          flavor,
          f -> things.machines().flavor(caller, f.name()).isPresent(),
          f -> things.machines().putAs(caller, f));
    }
    for (var type : tables.types()) {
      one(
          "service type",
          type,
          t -> things.types().find(caller, Optional.empty(), t.type()).isPresent(),
          t -> things.types().create(caller, Optional.empty(), t.id(), type.name(), t));
    }
    var projects = tables.projects();
    for (var project : projects) {
      one(
          "project",
          new Tables.Read<>(project.name(), () -> project),
          p -> things.projects().isKept(caller, p),
          p -> things.projects().take(caller, p));
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
        inner.read,
        value -> {
          var project = owner.apply(value);
          var scope = project.flatMap(p -> things.projects().scope(caller, p));
          return (project.isEmpty() || scope.isPresent())
              && inner
                  .records
                  .find(caller, scope.map(Records.Scope::name), inner.read.name())
                  .isPresent();
        },
        value ->
            inner.records.create(
                caller,
                owner.apply(value).map(this::standing),
                inner.id.apply(value),
                inner.read.name(),
                value));
  }

  /** A project that could not be taken has nothing in it either. */
  private Records.Scope standing(Project project) {
    return things
        .projects()
        .scope(caller, project)
        .orElseThrow(() -> Fault.notFound("project", project.name()));
  }

  private <T> void one(
      String kind, Tables.Read<T> read, Predicate<T> isThere, Function<T, Object> write) {
    String outcome = TAKEN;
    String why = "";
    try {
      var value = read.whole().get();
      if (isThere.test(value)) {
        outcome = THERE;
      } else if (!dry) {
        var unused = write.apply(value);
      }
    } catch (Fault | Refusal refused) {
      outcome = "refused";
      why = String.valueOf(refused.getMessage());
    }
    done.add(new Taken(kind, read.name(), outcome, why));
  }
}
