package io.sutler.api.michman;

import io.sutler.access.Caller;
import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import io.sutler.domain.Command;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code /projects/P/clusters}. */
record ClusterRoutes(
    Face face,
    Projects projects,
    Clusters clusters,
    MakeCluster make,
    Machines machines,
    Launches launches,
    Adopted adopted) {
  private static final String ALL = "/projects/{project}/clusters";
  private static final String ONE = ALL + "/{cluster}";

  List<Route> routes() {
    return List.of(
        face.route("GET", ALL, this::list),
        face.route("POST", ALL, this::create),
        face.route("GET", ONE, (ask, c) -> Envelope.ok(ask, shown(ask, c))),
        face.route(
            "GET", ONE + "/status", (ask, c) -> Envelope.ok(ask, shown(ask, c).entityStatus())),
        face.route("PUT", ONE, this::change),
        face.route("DELETE", ONE, this::remove));
  }

  private Projects.Found project(Ask ask, Caller caller) {
    return projects.get(caller, ask.path("project"));
  }

  private Cluster shown(Ask ask, Caller caller) {
    var project = project(ask, caller);
    var name = ask.path("cluster");
    return adopted
        .find(caller, project, name)
        .orElseGet(() -> clusters.get(caller, project, name).cluster());
  }

  private void requireOurs(Caller caller, Projects.Found project, String name) {
    if (adopted.find(caller, project, name).isPresent()) {
      throw Adopted.unmanaged(name);
    }
  }

  private Answer list(Ask ask, Caller caller) {
    return Envelope.ok(
        ask,
        Stream.concat(
                clusters.all(caller, project(ask, caller)).stream().map(Clusters.Found::cluster),
                adopted.all(caller, project(ask, caller)).stream())
            .toList());
  }

  private Answer create(Ask ask, Caller caller) {
    var project = project(ask, caller);
    var where = new MakeCluster.Where(caller, project);
    var asked = GoJson.body(ask, Cluster.class);
    CheckChange.asked(asked);
    var filled = byNames(caller, withDefaults(asked, project.project()));
    var name = filled.displayName() + "-" + project.project().name();
    if (adopted.find(caller, project, name).isPresent()) {
      throw Fault.exists("cluster", name);
    }
    var standing = clusters.byName(caller, project, name);
    if (standing.isPresent()) {
      return again(ask, where, standing.get());
    }
    var all = clusters.types().all(caller);
    var asIs = filled.services().stream().map(Service::asked).toList();
    var services = CheckCluster.expand(asIs, all);
    var cluster =
        filled
            .withServices(services)
            .with(
                Map.of(
                    "ID", Records.newId(),
                    "Name", name,
                    "ProjectID", project.project().id(),
                    "OwnerID", face.owner(ask, caller)));
    CheckChange.slaves(cluster, all);
    accepted(where, cluster, make.create(where, cluster, all));
    return Envelope.created(ask, cluster.with(Map.of("EntityStatus", ClusterState.INITED)));
  }

  private void accepted(MakeCluster.Where where, Cluster cluster, Command command) {
    launches.accepted(where.caller(), where.name(), cluster, command);
  }

  /** The name of one that failed: what was asked first is tried again, whatever is asked now. */
  private Answer again(Ask ask, MakeCluster.Where where, Clusters.Found old) {
    if (old.leaves() || !old.cluster().entityStatus().equals(ClusterState.FAILED)) {
      throw Fault.exists("cluster", old.cluster().name());
    }
    accepted(where, old.cluster(), make.again(where, old));
    return Envelope.created(ask, old.cluster().with(Map.of("EntityStatus", ClusterState.INITED)));
  }

  private static Cluster withDefaults(Cluster c, Project project) {
    return c.with(
        Map.of(
            "Image", Given.or(c.image(), project.defaultImage()),
            "MasterFlavor", Given.or(c.masterFlavor(), project.defaultMasterFlavor()),
            "SlavesFlavor", Given.or(c.slavesFlavor(), project.defaultSlavesFlavor()),
            "StorageFlavor", Given.or(c.storageFlavor(), project.defaultStorageFlavor()),
            "MonitoringFlavor", Given.or(c.monitoringFlavor(), project.defaultMonitoringFlavor())));
  }

  private Cluster byNames(Caller caller, Cluster c) {
    return c.with(
        Map.of(
            "Image", machines.imageName(caller, c.image()),
            "MasterFlavor", machines.flavorName(caller, c.masterFlavor()),
            "SlavesFlavor", machines.flavorName(caller, c.slavesFlavor()),
            "StorageFlavor", machines.flavorName(caller, c.storageFlavor()),
            "MonitoringFlavor", machines.flavorName(caller, c.monitoringFlavor())));
  }

  private Answer change(Ask ask, Caller caller) {
    var project = project(ask, caller);
    requireOurs(caller, project, ask.path("cluster"));
    var old = clusters.get(caller, project, ask.path("cluster"));
    var asked = GoJson.body(ask, Cluster.class);
    requireSettled(old);
    CheckChange.update(asked);
    var all = clusters.types().all(caller);
    asked.services().forEach(service -> CheckCluster.service(service, all));
    var standing = old.cluster();
    var services = new ArrayList<>(standing.services());
    asked.services().stream()
        .filter(s -> standing.services().stream().noneMatch(o -> o.type().equals(s.type())))
        .map(Service::asked)
        .forEach(services::add);
    var keys = new LinkedHashSet<>(standing.keys());
    keys.addAll(asked.keys());
    var cluster =
        standing
            .withServices(CheckCluster.expand(services, all))
            .with(
                Map.of(
                    "DisplayName", Given.or(asked.displayName(), standing.displayName()),
                    "Description", Given.or(asked.description(), standing.description()),
                    "Keys", List.copyOf(keys)));
    CheckChange.slaves(cluster, all);
    var where = new MakeCluster.Where(caller, project);
    accepted(where, cluster, make.change(where, old, cluster, all));
    return Envelope.ok(ask, cluster.with(Map.of("EntityStatus", ClusterState.INITED)));
  }

  private static void requireSettled(Clusters.Found old) {
    CheckChange.settled(old.cluster());
  }

  private Answer remove(Ask ask, Caller caller) {
    var project = project(ask, caller);
    requireOurs(caller, project, ask.path("cluster"));
    var old = clusters.get(caller, project, ask.path("cluster"));
    requireSettled(old);
    var where = new MakeCluster.Where(caller, project);
    accepted(where, old.cluster(), make.remove(where, old));
    return Envelope.ok(ask, old.cluster().with(Map.of("EntityStatus", ClusterState.STOPPING)));
  }
}
