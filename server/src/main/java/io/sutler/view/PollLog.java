package io.sutler.view;

import io.sutler.domain.LogChunk;
import io.sutler.domain.Run;
import io.sutler.domain.RunId;
import io.sutler.store.Store;
import java.time.Duration;
import java.util.List;

/** Follows a log that any server may write: by looking. */
final class PollLog implements Follow.LogFollow {
  private static final int PAGE = 500;

  /** A log is written behind its run: looks after the run's end that must find nothing. */
  private static final int QUIET_LOOKS = 3;

  private final Store store;
  private final RunId run;
  private final Pauses pauses = new Pauses();
  private long after;
  private int quiet;

  PollLog(Store store, RunId run, long after) {
    this.store = store;
    this.run = run;
    this.after = after;
  }

  @Override
  public List<LogChunk> next(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    do {
      // asked before the log is read: what came before the end is then in what is read
      boolean over = store.reads().run(run).flatMap(Run::endedAt).isPresent() || gone();
      var chunks = store.logs().read(run, after, PAGE);
      if (!chunks.isEmpty()) {
        after = chunks.getLast().seq();
        quiet = 0;
        pauses.reset();
        return chunks.stream().map(Shown::chunk).toList();
      }
      quiet = over ? quiet + 1 : 0;
      if (ended()) {
        return List.of();
      }
    } while (pauses.pause(end));
    return List.of();
  }

  @Override
  public boolean ended() {
    return quiet >= QUIET_LOOKS;
  }

  private boolean gone() {
    return store.reads().run(run).isEmpty();
  }
}
