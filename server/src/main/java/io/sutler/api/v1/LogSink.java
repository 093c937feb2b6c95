package io.sutler.api.v1;

import io.sutler.domain.LogChunk;

/** Where a log that is read goes. */
interface LogSink {
  /** False when nobody listens any more. */
  boolean open();

  void chunk(LogChunk chunk);

  /** Nothing new for a second. */
  void quiet();
}
