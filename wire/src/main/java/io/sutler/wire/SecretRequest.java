package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/** A secret to be sealed. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SecretRequest(@JsonProperty(required = true) String value) {}
