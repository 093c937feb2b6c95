package io.sutler.api.michman;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** How a service is checked. */
record HealthCheck(
    @JsonProperty("ID") String id,
    @JsonProperty("CheckType") String checkType,
    @JsonProperty("Configs") List<HealthConfig> configs) {
  HealthCheck {
    id = id == null ? "" : id;
    checkType = checkType == null ? "" : checkType;
    configs = configs == null ? List.of() : List.copyOf(configs);
  }
}
