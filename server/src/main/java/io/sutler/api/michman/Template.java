package io.sutler.api.michman;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** Services that are often wanted together. */
record Template(
    @JsonProperty("ID") String id,
    @JsonProperty("ProjectID") String projectId,
    @JsonProperty("Name") String name,
    @JsonProperty("DisplayName") String displayName,
    @JsonProperty("Services") List<Service> services,
    @JsonProperty("NSlaves") int slaves,
    @JsonProperty("Description") String description) {
  Template {
    id = id == null ? "" : id;
    projectId = projectId == null ? "" : projectId;
    name = name == null ? "" : name;
    displayName = displayName == null ? "" : displayName;
    services = services == null ? List.of() : List.copyOf(services);
    description = description == null ? "" : description;
  }
}
