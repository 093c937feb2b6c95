package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How to remove.
 *
 * @param retain keep the data that the plan says is kept
 * @param destroyData other data may be destroyed
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Removal(boolean retain, boolean destroyData) {}
