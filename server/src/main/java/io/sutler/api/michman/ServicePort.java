package io.sutler.api.michman;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A port that a service listens at. */
record ServicePort(
    @JsonProperty("Port") int port, @JsonProperty("Description") String description) {
  ServicePort {
    description = description == null ? "" : description;
  }
}
