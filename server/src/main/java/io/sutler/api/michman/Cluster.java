package io.sutler.api.michman;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/** A cluster: one deployment here. */
record Cluster(
    @JsonProperty("ID") String id,
    @JsonProperty("Name") String name,
    @JsonProperty("DisplayName") String displayName,
    @JsonProperty("HostURL") String hostUrl,
    @JsonProperty("EntityStatus") String entityStatus,
    @JsonProperty("ClusterType") String clusterType,
    @JsonProperty("Services") List<Service> services,
    @JsonProperty("NSlaves") int slaves,
    @JsonProperty("MasterIP") String masterIp,
    @JsonProperty("ProjectID") String projectId,
    @JsonProperty("OwnerID") String ownerId,
    @JsonProperty("Description") String description,
    @JsonProperty("Image") String image,
    @JsonProperty("Keys") List<String> keys,
    @JsonProperty("Monitoring") boolean monitoring,
    @JsonProperty("MasterFlavor") String masterFlavor,
    @JsonProperty("SlavesFlavor") String slavesFlavor,
    @JsonProperty("StorageFlavor") String storageFlavor,
    @JsonProperty("MonitoringFlavor") String monitoringFlavor) {
  Cluster {
    id = id == null ? "" : id;
    name = name == null ? "" : name;
    displayName = displayName == null ? "" : displayName;
    hostUrl = hostUrl == null ? "" : hostUrl;
    entityStatus = entityStatus == null ? "" : entityStatus;
    clusterType = clusterType == null ? "" : clusterType;
    services = services == null ? List.of() : List.copyOf(services);
    masterIp = masterIp == null ? "" : masterIp;
    projectId = projectId == null ? "" : projectId;
    ownerId = ownerId == null ? "" : ownerId;
    description = description == null ? "" : description;
    image = image == null ? "" : image;
    keys = keys == null ? List.of() : List.copyOf(keys);
    masterFlavor = masterFlavor == null ? "" : masterFlavor;
    slavesFlavor = slavesFlavor == null ? "" : slavesFlavor;
    storageFlavor = storageFlavor == null ? "" : storageFlavor;
    monitoringFlavor = monitoringFlavor == null ? "" : monitoringFlavor;
  }

  /** The same with other values of some fields, by their JSON names. */
  Cluster with(Map<String, ?> fields) {
    var data = GoJson.data(this);
    data.putAll(fields);
    return GoJson.read(data, Cluster.class);
  }

  Cluster withServices(List<Service> other) {
    return with(Map.of("Services", other.stream().map(GoJson::data).toList()));
  }
}
