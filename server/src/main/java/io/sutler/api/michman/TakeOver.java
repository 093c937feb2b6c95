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
          () -> things.machines().image(caller, image.name()).isPresent(),
          () -> things.machines().put(caller, image));
    }
    for (var flavor : tables.flavors()) {
      one(
          "flavor",
          flavor.name(),
          () -> things.machines().flavor(caller, flavor.name()).isPresent(),
          () -> things.machines().put(caller, flavor));
    }
    for (var type : tables.types()) {
      one(
          "service type",
          type.type(),
          () -> things.types().find(caller, Optional.empty(), type.type()).isPresent(),
          () -> things.types().create(caller, Optional.empty(), type.id(), type.type(), type));
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
    tables
        .templates()
        .forEach(
            t -> within("template", t.name(), byId, t.projectId(), t.id(), t, things.templates()));
    tables
        .clusters()
        .forEach(
            c -> within("cluster", c.name(), byId, c.projectId(), c.id(), c, things.clusters()));
    return done;
  }

  private <T> void within(
      String kind,
      String name,
      Map<String, Project> byId,
      String project,
      String id,
      T value,
      Records<T> records) {
    var owner = Optional.ofNullable(byId.get(project));
    boolean common = kind.equals("template") && (project.isEmpty() || project.equals("None"));
    one(
        kind,
        name,
        () -> {
          if (owner.isEmpty() && !common) {
            throw Fault.notFound("project", project);
          }
          var scope = owner.flatMap(p -> things.projects().scope(caller, p));
          return (common || scope.isPresent())
              && records.find(caller, scope.map(Records.Scope::name), name).isPresent();
        },
        () ->
            records.create(
                caller, owner.flatMap(p -> things.projects().scope(caller, p)), id, name, value));
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
