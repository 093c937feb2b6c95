package io.sutler.api.michman;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** A version of a service type. */
record ServiceVersion(
    @JsonProperty("ID") String id,
    @JsonProperty("Version") String version,
    @JsonProperty("Description") String description,
    @JsonProperty("Configs") List<ServiceConfig> configs,
    @JsonProperty("DownloadURL") String downloadUrl,
    @JsonProperty("Dependencies") List<ServiceDependency> dependencies) {
  ServiceVersion {
    id = id == null ? "" : id;
    version = version == null ? "" : version;
    description = description == null ? "" : description;
    configs = configs == null ? List.of() : List.copyOf(configs);
    downloadUrl = downloadUrl == null ? "" : downloadUrl;
    dependencies = dependencies == null ? List.of() : List.copyOf(dependencies);
  }

  ServiceVersion withConfigs(List<ServiceConfig> other) {
    return new ServiceVersion(id, version, description, other, downloadUrl, dependencies);
  }

  ServiceVersion withDependencies(List<ServiceDependency> other) {
    return new ServiceVersion(id, version, description, configs, downloadUrl, other);
  }
}
