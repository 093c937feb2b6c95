package io.sutler.store.sql;

import io.sutler.domain.RunId;
import io.sutler.store.Changes.Topic;
import io.sutler.store.Logs;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** {@link Logs} over a writer and readers. */
final class SqlLogs implements Logs {
  private static final System.Logger LOG = System.getLogger(SqlLogs.class.getName());
  private static final int CHUNK = 65_536;

  /** Characters on their way to the disk; beyond them writers of logs wait. */
  private static final long UNDERWAY = 8 << 20;

  private final Readers readers;
  private final GroupWriter writer;
  private final News news;
  private final LogBatch appends = new LogBatch();
  private final AtomicLong underway = new AtomicLong();

  SqlLogs(Readers readers, GroupWriter writer, News news) {
    this.readers = readers;
    this.writer = writer;
    this.news = news;
  }

  @Override
  public void append(RunId run, int step, Instant at, String text) {
    for (int from = 0; from < text.length(); ) {
      int to = Math.min(text.length(), from + CHUNK);
      if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
        to--;
      }
      // PostgreSQL keeps no NUL in text.
      post(run, step, at, text.substring(from, to).replace('\u0000', '\uFFFD'));
      from = to;
    }
  }

  private void post(RunId run, int step, Instant at, String text) {
    long waiting = underway.addAndGet(text.length());
    var done =
        writer
            .post(appends, new LogBatch.Piece(run.value(), step, Micros.of(at), text))
            .whenComplete((tail, failure) -> {
              underway.addAndGet(-text.length());
              if (failure == null) {
                news.tell(new Topic.OfRun(run));
              } else {
                LOG.log(System.Logger.Level.WARNING, "a piece of a step log was lost", failure);
              }
            });
    if (waiting > UNDERWAY) {
      var unused = done.exceptionally(failure -> java.util.Map.of()).join();
    }
  }

  @Override
  public List<Chunk> read(RunId run, long afterSeq, int limit) {
    return readers.read(s ->
        s.query(
            """
            SELECT step, seq, at, chunk FROM step_log WHERE run = ? AND seq > ?
            ORDER BY seq LIMIT ?\
            """,
            row -> new Chunk(run, row.small(), row.number(), row.time(), row.text()),
            run.value(),
            afterSeq,
            limit));
  }
}
