package io.sutler.store.sql;

import io.sutler.domain.Retained;
import io.sutler.store.Work;
import io.sutler.store.sql.DeploymentRows.Standing;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The rows that the ends of many passes change, statement by statement. For one thread. */
final class FinishWrites {
  private final List<Object[]> observed = new ArrayList<>();
  private final List<Object[]> upserts = new ArrayList<>();
  private final List<Object[]> gone = new ArrayList<>();
  private final List<Object[]> ends = new ArrayList<>();
  private final List<Object[]> runs = new ArrayList<>();
  private final List<Retained> retained = new ArrayList<>();
  private final List<FinishInput> works = new ArrayList<>();
  private final List<Standing> removed = new ArrayList<>();
  private final List<Object[]> cutOff = new ArrayList<>();
  private final List<String> providers = new ArrayList<>();
  private final long now;

  FinishWrites(long now) {
    this.now = now;
  }

  void add(FinishInput input, Standing deployment, boolean remove) {
    var finish = input.finish();
    ends.addAll(input.ends());
    finish
        .run()
        .ifPresent(run -> runs.add(new Object[] {run.endedAt(), run.outcome(), run.id().value()}));
    retained.addAll(finish.retained());
    if (finish.markConsumers()) {
      providers.add(deployment.id());
    }
    if (remove) {
      removed.add(deployment);
      cutOff.add(new Object[] {now, deployment.id()});
      return;
    }
    works.add(input);
    input
        .observed()
        .ifPresent(json ->
            observed.add(
                new Object[] {json, finish.observed().orElseThrow().generation(), finish.key()}));
    upserts.addAll(input.components());
    finish.gone().forEach(name -> gone.add(new Object[] {finish.key(), name}));
  }

  /** Deployments whose consumers are to be marked. */
  List<String> providers() {
    return providers;
  }

  void flush(Session session, Optional<Ledgers> ledgers) throws SQLException {
    observed.sort(Comparator.comparingLong(row -> (Long) row[2]));
    session.batch(
        "UPDATE deployment SET observed = ?, observed_generation = ? WHERE key = ?", observed);
    works.sort(Comparator.comparingLong(i -> i.finish().key()));
    session.batch(
        """
        UPDATE work SET due = CASE WHEN mark = ? THEN ? ELSE due END,
          fresh = CASE WHEN mark = ? THEN 0 ELSE fresh END, attempts = ?
        WHERE shard = ? AND key = ?\
        """,
        works.stream().map(i -> i.finish()).map(FinishWrites::work).toList());
    session.batch("DELETE FROM component WHERE deployment = ? AND name = ?", gone);
    session.batch(ComponentRows.UPSERT, upserts);
    session.batch(CommandRows.END, ends);
    session.batch(RunRows.END_RUN, runs);
    for (var kept : new RetainedRows(session).keep(retained)) {
      ledgers.flatMap(l -> l.of(kept.project().value())).ifPresent(l -> l.retain(kept.bytes()));
    }
    remove(session);
  }

  private static Object[] work(io.sutler.store.Finish f) {
    return new Object[] {f.mark(), f.due(), f.mark(), f.attempts(), Work.shardOf(f.key()), f.key()};
  }

  private void remove(Session session) throws SQLException {
    removed.sort(Comparator.comparingLong(Standing::key));
    var ids = removed.stream().map(d -> new Object[] {d.id()}).toList();
    var keys = removed.stream().map(d -> new Object[] {d.key()}).toList();
    session.batch("DELETE FROM deployment WHERE key = ?", keys);
    session.batch(
        "DELETE FROM work WHERE shard = ? AND key = ?",
        removed.stream().map(d -> new Object[] {Work.shardOf(d.key()), d.key()}).toList());
    session.batch("DELETE FROM component WHERE deployment = ?", keys);
    session.batch("DELETE FROM binding WHERE consumer = ?", keys);
    session.batch("DELETE FROM secret WHERE deployment = ?", ids);
    session.batch("UPDATE retained SET adopter = '' WHERE adopter = ?", ids);
    session.batch(
        """
        UPDATE command SET state = 'CANCELLED', ended_at = ?, reason = 'the deployment was removed'
        WHERE deployment = ? AND ended_at IS NULL\
        """,
        cutOff);
  }
}
