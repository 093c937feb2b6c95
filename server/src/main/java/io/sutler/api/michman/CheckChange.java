package io.sutler.api.michman;

import java.util.List;
import java.util.Map;

/** What a person may say of a cluster, at its making and later. Pure. */
final class CheckChange {
  private static final String STATUS =
      "cluster status must be 'ACTIVE' or 'FAILED' for UPDATE or DELETE";
  private static final String NO_SLAVES =
      "NSlaves parameter must be number >= 1 because master-slave services will be installed";
  private static final int MOST_SLAVES = 1000;

  private CheckChange() {}

  static void asked(Cluster cluster) {
    CheckServiceType.required("cluster", "DisplayName", cluster.displayName());
    ProjectRoutes.requireName(cluster.displayName());
    texts(
        cluster,
        List.of(
            "ID",
            "Name",
            "OwnerID",
            "HostURL",
            "EntityStatus",
            "ClusterType",
            "MasterIP",
            "ProjectID"),
        field ->
            Fault.invalid("cluster '%s' field is generated and can't be filled by user", field));
    if (cluster.slaves() < 0) {
      throw Fault.invalid("NSlaves parameter must be number >= 0");
    }
    if (cluster.slaves() > MOST_SLAVES) {
      throw Fault.invalid("NSlaves parameter must be number <= %d", MOST_SLAVES);
    }
  }

  /** All but its display name, description, services and keys stays. */
  static void update(Cluster asked) {
    texts(
        asked,
        List.of(
            "ID",
            "Name",
            "EntityStatus",
            "ClusterType",
            "NSlaves",
            "HostURL",
            "MasterIP",
            "ProjectID",
            "Image",
            "OwnerID",
            "Monitoring",
            "MasterFlavor",
            "SlavesFlavor",
            "StorageFlavor",
            "MonitoringFlavor"),
        field ->
            new Fault(
                Fault.Class.UNMODIFIABLE, "cluster field '%s' can't be modified".formatted(field)));
  }

  private static void texts(
      Cluster cluster, List<String> fields, java.util.function.Function<String, Fault> fault) {
    Map<String, Object> given = GoJson.data(cluster);
    for (var field : fields) {
      // empty ones are not written
      if (given.containsKey(field) && !"".equals(given.get(field))) {
        throw fault.apply(field);
      }
    }
  }

  /** The original lets it through, answers nothing and does nothing. */
  static void slaves(Cluster cluster, List<ServiceType> all) {
    boolean needed =
        cluster.services().stream()
            .flatMap(s -> all.stream().filter(t -> t.type().equals(s.type())))
            .anyMatch(t -> t.kind().equals(Machinery.MASTER_SLAVE));
    if (needed && cluster.slaves() == 0) {
      throw Fault.invalid(NO_SLAVES);
    }
  }

  static void settled(Cluster standing) {
    if (!standing.entityStatus().equals(ClusterState.ACTIVE)
        && !standing.entityStatus().equals(ClusterState.FAILED)) {
      throw Fault.invalid(STATUS);
    }
  }
}
