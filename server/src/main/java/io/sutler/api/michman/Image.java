package io.sutler.api.michman;

import com.fasterxml.jackson.annotation.JsonProperty;

/** An image, as Michman knows it. */
record Image(
    @JsonProperty("ID") String id,
    @JsonProperty("Name") String name,
    @JsonProperty("AnsibleUser") String ansibleUser,
    @JsonProperty("CloudImageID") String cloudImageId) {
  Image {
    id = id == null ? "" : id;
    name = name == null ? "" : name;
    ansibleUser = ansibleUser == null ? "" : ansibleUser;
    cloudImageId = cloudImageId == null ? "" : cloudImageId;
  }
}
