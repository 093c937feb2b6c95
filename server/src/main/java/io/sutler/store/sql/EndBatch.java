package io.sutler.store.sql;

import io.sutler.domain.CommandId;
import io.sutler.store.CommandEnd;
import io.sutler.store.Work;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Ends commands that still go on, and marks their deployments. */
final class EndBatch implements Batch<CommandEnd, EndBatch.Outcome> {
  private final MarkBatch marks;

  EndBatch(MarkBatch marks) {
    this.marks = marks;
  }

  record Outcome(boolean ended, List<Work> marked) {}

  @Override
  public int rank() {
    return 2;
  }

  @Override
  public void committed(List<Outcome> results) {
    marks.committed(results.stream().map(Outcome::marked).toList());
  }

  @Override
  public List<Outcome> run(Session session, List<CommandEnd> inputs) throws SQLException {
    var ended = new ArrayList<Boolean>();
    var of = new ArrayList<CommandId>();
    for (var end : inputs) {
      boolean was = session.update(CommandRows.END, CommandRows.end(end)) == 1;
      ended.add(was);
      if (was) {
        of.add(end.command());
      }
    }
    var keys = new TreeMap<Long, Boolean>();
    session.eachIn(
        """
        SELECT d.key FROM command c JOIN deployment d ON d.id = c.deployment
        WHERE c.id IN (:in)\
        """,
        row -> keys.put(row.number(), true),
        of.stream().map(CommandId::value).toList());
    var marked = marks.mark(session, keys);
    var outcomes = new ArrayList<Outcome>();
    for (int i = 0; i < inputs.size(); i++) {
      outcomes.add(new Outcome(ended.get(i), i == 0 ? marked : List.of()));
    }
    return outcomes;
  }
}
