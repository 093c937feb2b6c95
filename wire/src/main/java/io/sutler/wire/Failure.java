package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How something failed.
 *
 * @param blame user, platform, provider or capacity: whose turn it is
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Failure(String blame, String code, String message) {}
