package io.sutler.view;

import io.sutler.domain.LogChunk;
import io.sutler.domain.Run;
import io.sutler.domain.RunId;
import io.sutler.store.Changes.Topic;
import io.sutler.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Follows a log that any server may write. */
final class FollowLog implements Follow.LogFollow {
  private static final int PAGE = 500;
  private final Store store;
  private final RunId run;
  private long after;
  private boolean ended;

  FollowLog(Store store, RunId run, long after) {
    this.store = store;
    this.run = run;
    this.after = after;
  }

  @Override
  public List<LogChunk> next(Duration timeout) throws InterruptedException {
    return Await.first(store.changes(), new Topic.OfRun(run), timeout, this::look)
        .orElse(List.of());
  }

  private Optional<List<LogChunk>> look() {
    // asked before the log is read: a server writes a run's end behind the last of its log
    boolean over = store.reads().run(run).flatMap(Run::endedAt).isPresent() || gone();
    var chunks = store.logs().read(run, after, PAGE);
    if (!chunks.isEmpty()) {
      after = chunks.getLast().seq();
      return Optional.of(chunks.stream().map(Shown::chunk).toList());
    }
    ended = over;
    return ended ? Optional.of(List.of()) : Optional.empty();
  }

  @Override
  public boolean ended() {
    return ended;
  }

  private boolean gone() {
    return store.reads().run(run).isEmpty();
  }
}
