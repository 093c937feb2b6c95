package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A piece of a step's log; the data of an SSE event {@code log}.
 *
 * @param seq the event's id
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record LogChunk(String run, int step, long seq, Instant at, String text) {}
