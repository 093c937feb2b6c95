package io.sutler.store.sql;

import io.sutler.store.Accept;
import io.sutler.store.Accepted;
import io.sutler.store.CommandEnd;
import io.sutler.store.Intents;

/** {@link Intents} over a writer. */
final class SqlIntents implements Intents {
  private final GroupWriter writer;
  private final AcceptBatch accepts;
  private final MarkClock marks;

  SqlIntents(GroupWriter writer, AcceptBatch accepts, MarkClock marks) {
    this.writer = writer;
    this.accepts = accepts;
    this.marks = marks;
  }

  @Override
  public Accepted accept(Accept request) {
    return writer.write(accepts, AcceptInput.of(request, marks.now())).accepted();
  }

  @Override
  public boolean end(CommandEnd end) {
    return writer.write(session -> session.update(CommandRows.END, CommandRows.end(end)) == 1);
  }
}
