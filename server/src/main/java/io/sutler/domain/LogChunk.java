package io.sutler.domain;

import java.time.Instant;

/**
 * A piece of a step's log, secrets masked.
 *
 * @param seq grows within the run
 */
public record LogChunk(RunId run, int step, long seq, Instant at, String text) {}
