package io.sutler.store.sql;

import io.sutler.domain.ProjectId;
import io.sutler.store.Accept;
import io.sutler.store.Accepted;
import io.sutler.store.Changes.Topic;
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
  private final News news;
  private final EndBatch ends;

  SqlIntents(Engine engine, MarkClock marks) {
    this.writer = engine.commandWriter();
    this.readers = engine.readers();
    this.ends = new EndBatch(new MarkBatch(marks));
    this.accepts = new AcceptBatch(new Keys(), marks);
    this.marks = marks;
    this.news = engine.news();
  }

  @Override
  public Accepted accept(Accept request) {
    var accepted = writer.write(accepts, AcceptInput.of(request, marks.now())).accepted();
    if (accepted instanceof Accepted.Taken) {
      news.tell(new Topic.OfProject(request.command().project()));
    }
    return accepted;
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
