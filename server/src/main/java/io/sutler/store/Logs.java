package io.sutler.store;

import io.sutler.domain.RunId;
import java.time.Instant;
import java.util.List;

/** Step logs: masked text in numbered chunks, readable by any server. */
public interface Logs {
  /** Appends; grouped with others, durable soon after, never blocks for long. */
  void append(RunId run, int step, Instant at, String text);

  /** Chunks after {@code afterSeq} (0 for all), oldest first. */
  List<Chunk> read(RunId run, long afterSeq, int limit);

  record Chunk(RunId run, int step, long seq, Instant at, String text) {}
}
