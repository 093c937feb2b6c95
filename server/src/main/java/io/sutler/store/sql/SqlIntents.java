package io.sutler.store.sql;

import io.sutler.domain.ProjectId;
import io.sutler.store.Accept;
import io.sutler.store.Accepted;
import io.sutler.store.CommandEnd;
import io.sutler.store.Intents;
import java.time.Instant;
import java.util.Optional;

/** {@link Intents} over a writer. */
final class SqlIntents implements Intents {
  private final GroupWriter writer;
  private final Readers readers;
  private final AcceptBatch accepts;
  private final MarkClock marks;
  private final EndBatch ends;

  SqlIntents(GroupWriter writer, Readers readers, AcceptBatch accepts, MarkClock marks) {
    this.writer = writer;
    this.readers = readers;
    this.ends = new EndBatch(new MarkBatch(marks));
    this.accepts = accepts;
    this.marks = marks;
  }

  @Override
  public Accepted accept(Accept request) {
    return writer.write(accepts, AcceptInput.of(request, marks.now())).accepted();
  }

  @Override
  public Optional<Accepted> replay(Accept.Idempotency key, Instant now) {
    return readers.read(s -> Priors.answer(s, key, Micros.of(now)));
  }

  @Override
  public boolean end(CommandEnd end) {
    return writer.write(ends, end).ended();
  }

  @Override
  public boolean expireRetained(ProjectId project, String id, Instant at) {
    var sql = "UPDATE retained SET expires = ? WHERE id = ? AND project = ?";
    return writer.write(s -> s.update(sql, at, id, project.value()) == 1);
  }
}
