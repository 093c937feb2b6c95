package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened to a deployment.
 *
 * @param kind command or step
 * @param text one line for people
 * @param id of the command or run that it tells of
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record StoryLine(Instant at, String kind, String text, Optional<String> id) {}
