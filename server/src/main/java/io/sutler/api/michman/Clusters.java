package io.sutler.api.michman;

import io.sutler.access.Caller;
import io.sutler.domain.Command;
import io.sutler.domain.Refusal;
import io.sutler.domain.RunState;
import io.sutler.json.Json;
import io.sutler.view.DeploymentDetail;
import io.sutler.view.ShowDeployments;
import io.sutler.view.ShowRuns;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The clusters that there are. Each is one deployment and nothing besides: what is done to it
 * through another face is seen here, and the other way round. Thread-safe.
 */
record Clusters(ShowDeployments show, ShowRuns runs, ServiceTypes types) {
  private static final int PAGE = 200;
  private static final int COMMANDS = 20;
  private static final int LONGEST = 63;
  private static final int SHOWN = 200;

  /** One of them, as Michman's clients see it, and what it is here. */
  record Found(Cluster cluster, DeploymentDetail detail) {
    String deployment() {
      return detail.deployment().name();
    }

    boolean leaves() {
      return detail.deployment().desired().runState() == RunState.ABSENT;
    }
  }

  List<Found> all(Caller caller, Projects.Found project) {
    var known = types.all(caller);
    var all = new ArrayList<Found>();
    var after = Optional.of("");
    while (after.isPresent()) {
      var page = show.list(caller, project.scope().name(), after.get(), PAGE);
      page.items().stream()
          .filter(Clusters::isCluster)
          .forEach(d -> all.add(found(caller, project, d, known)));
      after = page.next();
    }
    return all;
  }

  /** Of every project, without a look at how they do. */
  List<Cluster> declared(Caller caller, Projects projects) {
    var all = new ArrayList<Cluster>();
    for (var project : projects.scopes(caller)) {
      var after = Optional.of("");
      while (after.isPresent()) {
        var page = show.list(caller, project.name(), after.get(), PAGE);
        page.items().stream().filter(Clusters::isCluster).map(Stored::read).forEach(all::add);
        after = page.next();
      }
    }
    return all;
  }

  Found get(Caller caller, Projects.Found project, String nameOrId) {
    return byName(caller, project, nameOrId)
        .or(() ->
            all(caller, project).stream()
                .filter(f -> f.cluster().id().equals(nameOrId))
                .findFirst())
        .orElseThrow(() -> Fault.notFound("cluster", nameOrId));
  }

  Optional<Found> byName(Caller caller, Projects.Found project, String name) {
    return deployment(caller, project, name)
        .filter(Clusters::isCluster)
        .map(d -> found(caller, project, d, types.all(caller)))
        .filter(f -> f.cluster().name().equals(name));
  }

  private Optional<DeploymentDetail> deployment(
      Caller caller, Projects.Found project, String name) {
    try {
      return Optional.of(show.show(caller, project.scope().name(), nameHere(name)));
    } catch (Refusal none) {
      if (none.kind() == Refusal.Kind.NOT_FOUND || none.kind() == Refusal.Kind.INVALID) {
        return Optional.empty();
      }
      throw none;
    }
  }

  List<Command> commands(Caller caller, Projects.Found project, String deployment) {
    return runs.commands(caller, project.scope().name(), Optional.of(deployment), "", COMMANDS)
        .items();
  }

  /** As it is shown here. */
  static String shownHere(String displayName) {
    return displayName.substring(0, Math.min(displayName.length(), SHOWN));
  }

  private static boolean isCluster(DeploymentDetail detail) {
    return detail.deployment().desired().plan().equals(ClusterPlan.NAME);
  }

  private Found found(
      Caller caller, Projects.Found project, DeploymentDetail detail, List<ServiceType> known) {
    var deployment = detail.deployment();
    var outputs = deployment.observed().outputs();
    var master = address(outputs.get("master-address"));
    var storage = address(outputs.get("storage-address"));
    var cluster = Stored.read(detail);
    var services =
        cluster.services().stream().map(s -> s.withUrl(url(s, known, master, storage))).toList();
    var fields = new LinkedHashMap<String, Object>();
    fields.put(
        "EntityStatus", ClusterState.of(deployment, commands(caller, project, deployment.name())));
    fields.put("MasterIP", master);
    fields.put("DisplayName", cluster.displayName());
    if (deployment.desired().params().get("slaves") instanceof Number slaves) {
      fields.put("NSlaves", slaves.intValue());
    }
    return new Found(cluster.withServices(services).with(fields), detail);
  }

  private static String address(io.sutler.domain.@org.jspecify.annotations.Nullable OutputValue v) {
    return v == null ? "" : String.valueOf(v.value());
  }

  /** Where its machine is, with the port that people use. */
  private static String url(
      Service service, List<ServiceType> known, String master, String storage) {
    var type = known.stream().filter(t -> t.type().equals(service.type())).findFirst();
    var host = type.filter(t -> t.kind().equals(Machinery.STORAGE)).isPresent() ? storage : master;
    int port = type.map(ServiceType::accessPort).orElse(0);
    return host.isEmpty() || port == 0 ? host : host + ":" + port;
  }

  /** Names here are lower case, shorter than Michman's may be, and do not end with a hyphen. */
  static String nameHere(String there) {
    var name = there.toLowerCase(Locale.ROOT);
    if (name.length() <= LONGEST && !name.endsWith("-")) {
      return name;
    }
    var sum = Json.sha256(name.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
    return name.substring(0, Math.min(name.length(), LONGEST - 9)) + "x" + sum;
  }
}
