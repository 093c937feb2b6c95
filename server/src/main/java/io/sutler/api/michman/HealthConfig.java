package io.sutler.api.michman;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A parameter of a check. */
record HealthConfig(
    @JsonProperty("ParameterName") String parameterName,
    @JsonProperty("Description") String description,
    @JsonProperty("Type") String type,
    @JsonProperty("DefaultValue") String defaultValue,
    @JsonProperty("Required") boolean required,
    @JsonProperty("AnsibleVarName") String ansibleVarName,
    @JsonProperty("IsList") boolean isList) {
  HealthConfig {
    parameterName = parameterName == null ? "" : parameterName;
    description = description == null ? "" : description;
    type = type == null ? "" : type;
    defaultValue = defaultValue == null ? "" : defaultValue;
    ansibleVarName = ansibleVarName == null ? "" : ansibleVarName;
  }
}
