package io.sutler.api.michman;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** A kind of service that clusters can have. */
record ServiceType(
    @JsonProperty("ID") String id,
    @JsonProperty("Type") String type,
    @JsonProperty("Description") String description,
    @JsonProperty("Versions") List<ServiceVersion> versions,
    @JsonProperty("DefaultVersion") String defaultVersion,
    @JsonProperty("Class") String kind,
    @JsonProperty("AccessPort") int accessPort,
    @JsonProperty("Ports") List<ServicePort> ports,
    @JsonProperty("HealthCheck") List<HealthCheck> healthCheck) {
  ServiceType {
    id = id == null ? "" : id;
    type = type == null ? "" : type;
    description = description == null ? "" : description;
    versions = versions == null ? List.of() : List.copyOf(versions);
    defaultVersion = defaultVersion == null ? "" : defaultVersion;
    kind = kind == null ? "" : kind;
    ports = ports == null ? List.of() : List.copyOf(ports);
    healthCheck = healthCheck == null ? List.of() : List.copyOf(healthCheck);
  }

  ServiceType withVersions(List<ServiceVersion> other) {
    return new ServiceType(
        id, type, description, other, defaultVersion, kind, accessPort, ports, healthCheck);
  }

  ServiceType withDescription(String other) {
    return new ServiceType(
        id, type, other, versions, defaultVersion, kind, accessPort, ports, healthCheck);
  }
}
