package io.sutler.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rare writes, each with its own statements: grouped into commits like all others. */
final class Tasks implements Batch<Session.Work<Object>, Object> {
  static final Tasks RARE = new Tasks();

  private Tasks() {}

  @Override
  public List<Object> run(Session session, List<Session.Work<Object>> inputs) throws SQLException {
    var results = new ArrayList<>(inputs.size());
    for (var input : inputs) {
      results.add(input.with(session));
    }
    return results;
  }

  @Override
  public boolean repeatable(Session.Work<Object> input) {
    return false;
  }

  @Override
  public int rank() {
    return 0;
  }
}
