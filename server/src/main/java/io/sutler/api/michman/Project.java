package io.sutler.api.michman;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A project, as Michman knows it. */
record Project(
    @JsonProperty("ID") String id,
    @JsonProperty("Name") String name,
    @JsonProperty("DisplayName") String displayName,
    @JsonProperty("GroupID") String groupId,
    @JsonProperty("Description") String description,
    @JsonProperty("DefaultImage") String defaultImage,
    @JsonProperty("DefaultMasterFlavor") String defaultMasterFlavor,
    @JsonProperty("DefaultSlavesFlavor") String defaultSlavesFlavor,
    @JsonProperty("DefaultStorageFlavor") String defaultStorageFlavor,
    @JsonProperty("DefaultMonitoringFlavor") String defaultMonitoringFlavor) {
  Project {
    id = id == null ? "" : id;
    name = name == null ? "" : name;
    displayName = displayName == null ? "" : displayName;
    groupId = groupId == null ? "" : groupId;
    description = description == null ? "" : description;
    defaultImage = defaultImage == null ? "" : defaultImage;
    defaultMasterFlavor = defaultMasterFlavor == null ? "" : defaultMasterFlavor;
    defaultSlavesFlavor = defaultSlavesFlavor == null ? "" : defaultSlavesFlavor;
    defaultStorageFlavor = defaultStorageFlavor == null ? "" : defaultStorageFlavor;
    defaultMonitoringFlavor = defaultMonitoringFlavor == null ? "" : defaultMonitoringFlavor;
  }
}
