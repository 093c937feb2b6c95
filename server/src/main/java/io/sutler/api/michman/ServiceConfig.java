package io.sutler.api.michman;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** A parameter of a version. */
record ServiceConfig(
    @JsonProperty("ID") String id,
    @JsonProperty("ParameterName") String parameterName,
    @JsonProperty("Type") String type,
    @JsonProperty("PossibleValues") List<String> possibleValues,
    @JsonProperty("DefaultValue") String defaultValue,
    @JsonProperty("Required") boolean required,
    @JsonProperty("Description") String description,
    @JsonProperty("AnsibleVarName") String ansibleVarName,
    @JsonProperty("IsList") boolean isList) {
  ServiceConfig {
    id = id == null ? "" : id;
    parameterName = parameterName == null ? "" : parameterName;
    type = type == null ? "" : type;
    possibleValues = possibleValues == null ? List.of() : List.copyOf(possibleValues);
    defaultValue = defaultValue == null ? "" : defaultValue;
    description = description == null ? "" : description;
    ansibleVarName = ansibleVarName == null ? "" : ansibleVarName;
  }
}
