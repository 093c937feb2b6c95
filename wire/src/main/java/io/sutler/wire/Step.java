package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * One journaled act of a run; number 0 is the dispatch.
 *
 * @param why the reason, for people
 * @param summary what it came to in figures, one line
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Step(
    int number,
    String component,
    String action,
    String why,
    String state,
    Instant startedAt,
    Optional<Instant> endedAt,
    Optional<Failure> failure,
    Optional<String> summary) {}
