package io.sutler.api.v1;

import io.sutler.api.EventLine;
import io.sutler.domain.Failure;
import io.sutler.domain.LogChunk;
import io.sutler.domain.Step;

/** Sends a log as events. Used by one thread. */
final class EventLog implements LogSink {
  private static final int QUIET_ROUNDS = 15;
  private final EventLine line;
  private final boolean manyRuns;
  private int quiet;

  /**
   * @param manyRuns then an event's id says the run too
   */
  EventLog(EventLine line, boolean manyRuns) {
    this.line = line;
    this.manyRuns = manyRuns;
  }

  @Override
  public boolean open() {
    return line.open();
  }

  @Override
  public void chunk(LogChunk chunk) {
    var run = chunk.run().value();
    line.send(
        manyRuns ? run + "/" + chunk.seq() : String.valueOf(chunk.seq()),
        "log",
        new io.sutler.wire.LogChunk(run, chunk.step(), chunk.seq(), chunk.at(), chunk.text()));
  }

  @Override
  public void failed(Step step, Failure why) {
    // programs find it in the run's steps
  }

  @Override
  public void quiet() {
    if (++quiet % QUIET_ROUNDS == 0) {
      line.beat();
    }
  }
}
