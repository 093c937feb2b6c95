package io.sutler.api.michman;

import io.sutler.access.Caller;
import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** {@code /projects}. */
record ProjectRoutes(Face face, Projects projects, Machines machines) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]+");
  static final String BAD_NAME =
      "cluster validation error. Bad name. You should use only alpha-numeric characters and '-'"
          + " symbols and only alphabetic characters for leading symbol";
  private static final int LONGEST = 255;
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
    return Envelope.created(ask, projects.create(caller, byNames(caller, asked)));
  }

  static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw Fault.invalid(BAD_NAME);
    }
    if (name.length() > LONGEST) {
      throw Fault.invalid(
          "cluster validation error. Bad name. It is longer than %d characters", LONGEST);
    }
  }

  private static void generated(Project asked) {
    MachineRoutes.generated("project", asked.id());
    if (!asked.name().isEmpty()) {
      throw Fault.invalid("project 'Name' field is generated and can't be filled by user");
    }
  }

  /** With the names of its image and flavors; what it leaves out stays so. */
  private Project byNames(Caller caller, Project p) {
    UnaryOperator<String> flavor = f -> f.isEmpty() ? f : machines.flavorName(caller, f);
    return new Project(
        p.id(),
        p.name(),
        p.displayName(),
        p.groupId(),
        p.description(),
        p.defaultImage().isEmpty() ? "" : machines.imageName(caller, p.defaultImage()),
        flavor.apply(p.defaultMasterFlavor()),
        flavor.apply(p.defaultSlavesFlavor()),
        flavor.apply(p.defaultStorageFlavor()),
        flavor.apply(p.defaultMonitoringFlavor()));
  }

  private Answer change(Ask ask, Caller caller) {
    var found = projects.get(caller, ask.path("project"));
    var given = GoJson.body(ask, Project.class);
    generated(given);
    var asked = byNames(caller, given);
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
