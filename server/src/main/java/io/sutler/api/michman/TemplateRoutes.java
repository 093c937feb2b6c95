package io.sutler.api.michman;

import io.sutler.access.Caller;
import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import io.sutler.domain.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * {@code /templates} and {@code /projects/P/templates}: without the envelope, and bare when they
 * fail, as the original answers.
 */
record TemplateRoutes(
    Face face, Records<Template> records, Projects projects, ServiceTypes types, boolean common) {
  private static final String COMMON = "common";
  private static final String OF_NONE = "None";

  List<Route> routes() {
    var all = common ? "/templates" : "/projects/{project}/templates";
    var one = all + "/{template}";
    return List.of(
        face.route("GET", all, bare(this::list)),
        face.route("POST", all, bare(this::create)),
        face.route("GET", one, bare(this::get)),
        face.route("PUT", one, bare(this::change)),
        face.route("DELETE", one, bare(this::remove)));
  }

  private static Face.Act bare(Face.Act act) {
    return (ask, caller) -> {
      try {
        return act.on(ask, caller);
      } catch (Fault fault) {
        return new Answer.Empty(fault.of() == Fault.Class.NOT_FOUND ? 204 : fault.of().status());
      } catch (Refusal refusal) {
        return new Answer.Empty(
            switch (refusal.kind()) {
              case NOT_FOUND -> 204;
              case UNAUTHENTICATED, FORBIDDEN -> 403;
              default -> 400;
            });
      }
    };
  }

  private Optional<Projects.Found> project(Ask ask, Caller caller) {
    return common ? Optional.empty() : Optional.of(projects.get(caller, ask.path("project")));
  }

  private static Optional<Records.Scope> scope(Optional<Projects.Found> project) {
    return project.map(Projects.Found::scope);
  }

  private Answer list(Ask ask, Caller caller) {
    var id = scope(project(ask, caller)).map(Records.Scope::id);
    return GoJson.answer(
        200,
        records.all(caller).stream()
            .filter(k -> k.document().project().equals(id))
            .map(Records.Kept::value)
            .toList());
  }

  private Answer create(Ask ask, Caller caller) {
    var project = project(ask, caller);
    var asked = GoJson.body(ask, Template.class);
    MachineRoutes.generated("template", asked.id());
    CheckServiceType.required("template", "DisplayName", asked.displayName());
    ProjectRoutes.requireName(asked.displayName());
    requireServices(caller, asked);
    var template =
        new Template(
            Records.newId(),
            project.map(p -> p.project().id()).orElse(OF_NONE),
            asked.displayName() + "-" + project.map(p -> p.project().name()).orElse(COMMON),
            asked.displayName(),
            asked.services(),
            asked.slaves(),
            asked.description());
    return GoJson.answer(
        200, records.create(caller, scope(project), template.id(), template.name(), template));
  }

  private void requireServices(Caller caller, Template template) {
    if (template.slaves() < 0) {
      throw Fault.invalid("NSlaves parameter must be number >= 0");
    }
    var all = types.all(caller);
    template.services().forEach(service -> CheckCluster.service(service, all));
  }

  private Answer get(Ask ask, Caller caller) {
    var scope = scope(project(ask, caller));
    return GoJson.answer(
        200, records.get(caller, scope.map(Records.Scope::name), ask.path("template")).value());
  }

  private Answer change(Ask ask, Caller caller) {
    var scope = scope(project(ask, caller));
    var asked = GoJson.body(ask, Template.class);
    MachineRoutes.generated("template", asked.id());
    requireServices(caller, asked);
    return GoJson.answer(
        200,
        records.change(
            caller,
            scope,
            ask.path("template"),
            old ->
                new Template(
                    old.id(),
                    old.projectId(),
                    old.name(),
                    Given.or(asked.displayName(), old.displayName()),
                    asked.services().isEmpty() ? old.services() : asked.services(),
                    asked.slaves() == 0 ? old.slaves() : asked.slaves(),
                    Given.or(asked.description(), old.description()))));
  }

  private Answer remove(Ask ask, Caller caller) {
    var scope = scope(project(ask, caller));
    var kept = records.get(caller, scope.map(Records.Scope::name), ask.path("template"));
    records.remove(caller, scope, kept);
    return GoJson.answer(200, kept.value());
  }
}
