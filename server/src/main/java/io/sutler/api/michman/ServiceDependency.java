package io.sutler.api.michman;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** Another service that a version needs beside it. */
record ServiceDependency(
    @JsonProperty("ServiceType") String serviceType,
    @JsonProperty("ServiceVersions") List<String> serviceVersions,
    @JsonProperty("DefaultServiceVersion") String defaultServiceVersion,
    @JsonProperty("Description") String description) {
  ServiceDependency {
    serviceType = serviceType == null ? "" : serviceType;
    serviceVersions = serviceVersions == null ? List.of() : List.copyOf(serviceVersions);
    defaultServiceVersion = defaultServiceVersion == null ? "" : defaultServiceVersion;
    description = description == null ? "" : description;
  }
}
