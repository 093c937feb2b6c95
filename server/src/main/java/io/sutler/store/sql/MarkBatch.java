package io.sutler.store.sql;

import io.sutler.store.Work;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Marks keys as due now. */
final class MarkBatch implements Batch<MarkBatch.Mark, List<Work>> {
  private final MarkClock marks;

  MarkBatch(MarkClock marks) {
    this.marks = marks;
  }

  long now() {
    return marks.now();
  }

  record Mark(Collection<Long> keys, boolean fresh) {}

  @Override
  public int rank() {
    return 4;
  }

  @Override
  public void committed(List<List<Work>> results) {
    results.forEach(made -> made.forEach(marks::tell));
  }

  @Override
  public List<List<Work>> run(Session session, List<Mark> inputs) throws SQLException {
    var fresh = new TreeMap<Long, Boolean>();
    for (var mark : inputs) {
      mark.keys.forEach(key -> fresh.merge(key, mark.fresh, Boolean::logicalOr));
    }
    var made = mark(session, fresh);
    var results = new ArrayList<List<Work>>();
    for (int i = 0; i < inputs.size(); i++) {
      results.add(i == 0 ? made : List.of());
    }
    return results;
  }

  /** Marks each key, in the order of keys; gives the work as it stands after. */
  List<Work> mark(Session session, TreeMap<Long, Boolean> fresh) throws SQLException {
    var pairs = new ArrayList<Object[]>();
    fresh.keySet().forEach(key -> pairs.add(new Object[] {Work.shardOf(key), key}));
    var made = new ArrayList<Work>();
    var rows = new ArrayList<Object[]>();
    long now = marks.now();
    session.eachPair(
        "SELECT key, place, fresh, attempts FROM work WHERE (shard, key) IN (:in) ORDER BY key"
            + session.dialect().locking("work"),
        row -> {
          long key = row.number();
          var place = row.text();
          boolean lane = row.flag() || fresh.getOrDefault(key, false);
          made.add(new Work(key, place, Work.shardOf(key), now, lane, row.small(), marks.next()));
        },
        pairs);
    for (var work : made) {
      rows.add(
          new Object[] {now, work.fresh(), work.mark(), work.mark(), work.shard(), work.key()});
    }
    session.batch(
        """
        UPDATE work SET due = ?, fresh = ?, mark = CASE WHEN mark >= ? THEN mark + 1 ELSE ? END
        WHERE shard = ? AND key = ?\
        """,
        rows);
    return made;
  }
}
