package io.sutler.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * One journaled act of a run; number 0 is the dispatch.
 *
 * @param why the reason, for people
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
    Optional<Failure> failure) {}
