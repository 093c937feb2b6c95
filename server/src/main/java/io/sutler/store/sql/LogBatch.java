package io.sutler.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Appends chunks of step logs, each run's numbered from 1 and bounded. */
final class LogBatch implements Batch<LogBatch.Piece, Map<String, LogBatch.Tail>> {
  static final long LIMIT = 16 << 20;
  static final String CUT = "\n… the log of this run is longer than 16 MiB: the rest is not kept\n";
  private static final int KNOWN = 1_000;
  private final Map<String, Tail> tails =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tail> eldest) {
          return size() > KNOWN;
        }
      };
  private boolean sure = true;

  record Piece(String run, int step, long at, String text) {}

  /** Where a run's log ends. */
  record Tail(long seq, long total) {
    static final Tail NONE = new Tail(0, 0);
  }

  @Override
  public int rank() {
    return 5;
  }

  @Override
  public List<Map<String, Tail>> run(Session session, List<Piece> inputs) throws SQLException {
    if (!sure) {
      // The last try failed: another server may have written to the same run.
      tails.clear();
    }
    sure = false;
    var now = ends(session, inputs);
    var rows = new ArrayList<Object[]>();
    for (var piece : inputs) {
      var end = now.getOrDefault(piece.run, Tail.NONE);
      if (end.total <= LIMIT) {
        boolean last = end.total + piece.text.length() > LIMIT;
        var text = last ? CUT : piece.text;
        long total = last ? LIMIT + 1 : end.total + text.length();
        var next = new Tail(end.seq + 1, total);
        rows.add(new Object[] {piece.run, next.seq, piece.step, piece.at, total, text});
        now.put(piece.run, next);
      }
    }
    session.batch(
        "INSERT INTO step_log (run, seq, step, at, total, chunk) VALUES (?,?,?,?,?,?)", rows);
    return Collections.nCopies(inputs.size(), now);
  }

  private Map<String, Tail> ends(Session session, List<Piece> inputs) throws SQLException {
    Map<String, Tail> ends = new HashMap<>();
    var unknown = new TreeSet<String>();
    for (var piece : inputs) {
      var tail = tails.get(piece.run);
      if (tail == null) {
        unknown.add(piece.run);
      } else {
        ends.put(piece.run, tail);
      }
    }
    session.eachIn(
        "SELECT run, max(seq), max(total) FROM step_log WHERE run IN (:in) GROUP BY run",
        row -> ends.put(row.text(), new Tail(row.number(), row.number())),
        unknown);
    return ends;
  }

  @Override
  public void committed(List<Map<String, Tail>> results) {
    sure = true;
    tails.putAll(results.getFirst());
  }
}
