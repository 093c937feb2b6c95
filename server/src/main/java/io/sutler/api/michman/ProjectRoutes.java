package io.sutler.api.michman;

import io.sutler.access.Caller;
import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import java.util.List;
import java.util.regex.Pattern;

/** {@code /projects}. */
record ProjectRoutes(Face face, Projects projects, Machines machines) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]+");
  static final String BAD_NAME =
      "cluster validation error. Bad name. You should use only alpha-numeric characters and '-'"
          + " symbols and only alphabetic characters for leading symbol";
  private static final String ONE = "/projects/{project}";

  List<Route> routes() {
    return List.of(
        face.route("GET", "/projects", (ask, c) -> Envelope.ok(ask, projects.all(c))),
        face.route("POST", "/projects", this::create),
        face.route(
            "GET",
            ONE,
            (ask, c) -> Envelope.ok(ask, projects.get(c, ask.path("project")).project())),
        face.route("PUT", ONE, this::change),
        face.route("DELETE", ONE, this::remove));
  }

  private Answer create(Ask ask, Caller caller) {
    var asked = GoJson.body(ask, Project.class);
    generated(asked);
    CheckServiceType.required("project", "DisplayName", asked.displayName());
    requireName(asked.displayName());
    CheckServiceType.required("project", "DefaultImage", asked.defaultImage());
    CheckServiceType.required("project", "DefaultMasterFlavor", asked.defaultMasterFlavor());
    CheckServiceType.required("project", "DefaultSlavesFlavor", asked.defaultSlavesFlavor());
    CheckServiceType.required("project", "DefaultStorageFlavor", asked.defaultStorageFlavor());
    CheckServiceType.required(
        "project", "DefaultMonitoringFlavor", asked.defaultMonitoringFlavor());
    requireThere(caller, asked);
    return Envelope.created(ask, projects.create(caller, asked));
  }

  static void requireName(String name) {
    if (!NAME.matcher(name).matches() || name.length() > 50) {
      throw Fault.invalid(BAD_NAME);
    }
  }

  private static void generated(Project asked) {
    MachineRoutes.generated("project", asked.id());
    if (!asked.name().isEmpty()) {
      throw Fault.invalid("project 'Name' field is generated and can't be filled by user");
    }
  }

  private void requireThere(Caller caller, Project p) {
    if (!p.defaultImage().isEmpty() && machines.image(caller, p.defaultImage()).isEmpty()) {
      throw Fault.notFound("image", p.defaultImage());
    }
    for (var flavor :
        List.of(
            p.defaultMasterFlavor(),
            p.defaultSlavesFlavor(),
            p.defaultStorageFlavor(),
            p.defaultMonitoringFlavor())) {
      if (!flavor.isEmpty() && machines.flavor(caller, flavor).isEmpty()) {
        throw Fault.notFound("flavor", flavor);
      }
    }
  }

  private Answer change(Ask ask, Caller caller) {
    var found = projects.get(caller, ask.path("project"));
    var asked = GoJson.body(ask, Project.class);
    generated(asked);
    requireThere(caller, asked);
    var old = found.project();
    var changed =
        new Project(
            old.id(),
            old.name(),
            Given.or(asked.displayName(), old.displayName()),
            Given.or(asked.groupId(), old.groupId()),
            Given.or(asked.description(), old.description()),
            Given.or(asked.defaultImage(), old.defaultImage()),
            Given.or(asked.defaultMasterFlavor(), old.defaultMasterFlavor()),
            Given.or(asked.defaultSlavesFlavor(), old.defaultSlavesFlavor()),
            Given.or(asked.defaultStorageFlavor(), old.defaultStorageFlavor()),
            Given.or(asked.defaultMonitoringFlavor(), old.defaultMonitoringFlavor()));
    return Envelope.ok(ask, projects.change(caller, found, changed));
  }

  private Answer remove(Ask ask, Caller caller) {
    projects.remove(caller, projects.get(caller, ask.path("project")));
    return Answer.done();
  }
}
