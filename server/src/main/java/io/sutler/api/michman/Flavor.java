package io.sutler.api.michman;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A machine size, as Michman knows it; RAM in MB, disk in GB. */
record Flavor(
    @JsonProperty("ID") String id,
    @JsonProperty("Name") String name,
    @JsonProperty("VCPUs") int vcpus,
    @JsonProperty("RAM") int ram,
    @JsonProperty("Disk") int disk) {
  Flavor {
    id = id == null ? "" : id;
    name = name == null ? "" : name;
  }
}
