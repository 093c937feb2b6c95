package io.sutler.api.v1;

import io.sutler.domain.Failure;
import io.sutler.domain.LogChunk;
import io.sutler.domain.Step;

/** Where a log that is read goes. */
interface LogSink {
  /** False when nobody listens any more. */
  boolean open();

  void chunk(LogChunk chunk);

  /** A step of the run failed; told before the first piece of a log that is read from its start. */
  void failed(Step step, Failure why);

  /** Nothing new for a second. */
  void quiet();
}
