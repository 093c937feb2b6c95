package io.sutler.api.michman;

import io.sutler.access.Caller;
import io.sutler.api.Answer;
import io.sutler.api.Ask;
import io.sutler.api.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /logs}. */
record LogRoutes(
    Face face, Journal journal, Projects projects, Clusters clusters, ClusterLog clusterLog) {
  private static final String BAD_ACTION =
      "bad action param. Supported query variables for action parameter are 'create', 'update' and"
          + " 'delete'. Action 'create' is default";

  List<Route> routes() {
    return List.of(
        face.route("GET", "/logs/launcher", (ask, c) -> file(c, Journal.Log.LAUNCHER)),
        face.route("GET", "/logs/http_server", (ask, c) -> file(c, Journal.Log.HTTP_SERVER)),
        face.route("GET", "/logs/projects/{project}/clusters/{cluster}", this::cluster));
  }

  /** They tell of all tenants. */
  private Answer file(Caller caller, Journal.Log log) {
    if (!caller.admin()) {
      throw new Fault(Fault.Class.AUTHORIZATION, "this log is for administrators");
    }
    return new Answer.Raw(200, "text/plain; charset=utf-8", journal.read(log), Map.of());
  }

  private Answer cluster(Ask ask, Caller caller) {
    var project = projects.get(caller, ask.path("project"));
    var found = clusters.get(caller, project, ask.path("cluster"));
    var action =
        switch (ask.query("action").orElse("create")) {
          case "create" -> ClusterLog.Action.CREATE;
          case "update" -> ClusterLog.Action.UPDATE;
          case "delete" -> ClusterLog.Action.DELETE;
          default -> throw new Fault(Fault.Class.LOGS, BAD_ACTION);
        };
    var of = new ClusterLog.Of(caller, project.scope().name(), found.deployment());
    var data = new LinkedHashMap<String, Object>();
    data.put("cluster_id", ask.path("cluster"));
    data.put("action", ask.query("action").orElse("create"));
    data.put("cluster_logs", clusterLog.text(of, action));
    return Envelope.ok(ask, data);
  }
}
