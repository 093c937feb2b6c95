package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * What is concluded of a deployment.
 *
 * @param type resolved, applied, ready or verified
 * @param reason one CamelCase word for programs
 * @param message one sentence for people
 * @param since when {@code holds} last changed
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Condition(String type, boolean holds, String reason, String message, Instant since) {}
