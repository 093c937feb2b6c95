package io.sutler.api.michman;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/** A service of a cluster or template. */
record Service(
    @JsonProperty("ID") String id,
    @JsonProperty("Name") String name,
    @JsonProperty("Type") String type,
    @JsonProperty("ClusterRef") String clusterRef,
    @JsonProperty("Config") Map<String, String> config,
    @JsonProperty("DisplayName") String displayName,
    @JsonProperty("EntityStatus") String entityStatus,
    @JsonProperty("Version") String version,
    @JsonProperty("URL") String url,
    @JsonProperty("Description") String description) {
  Service {
    id = id == null ? "" : id;
    name = name == null ? "" : name;
    type = type == null ? "" : type;
    clusterRef = clusterRef == null ? "" : clusterRef;
    config = config == null ? Map.of() : Map.copyOf(config);
    displayName = displayName == null ? "" : displayName;
    entityStatus = entityStatus == null ? "" : entityStatus;
    version = version == null ? "" : version;
    url = url == null ? "" : url;
    description = description == null ? "" : description;
  }

  /** Without what is ours to say, whatever was asked. */
  Service asked() {
    return new Service("", name, type, "", config, displayName, "", version, "", description);
  }

  Service withUrl(String other) {
    return new Service(
        id, name, type, clusterRef, config, displayName, entityStatus, version, other, description);
  }
}
