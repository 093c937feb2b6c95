package io.sutler.store.sql;

import io.sutler.domain.RunState;
import io.sutler.store.Work;
import io.sutler.store.sql.DeploymentRows.Standing;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Ends passes. The result is false for those fenced off, or whose deployment is gone. */
final class FinishBatch implements Batch<FinishInput, FinishBatch.Outcome> {
  private final Leases leases;
  private final MarkBatch marks;

  FinishBatch(Leases leases, MarkBatch marks) {
    this.leases = leases;
    this.marks = marks;
  }

  /**
   * How a pass ended.
   *
   * @param project whose deployment it was; empty when nothing was written
   */
  record Outcome(Optional<String> project, List<Work> marked) {
    boolean written() {
      return project.isPresent();
    }
  }

  @Override
  public int rank() {
    return 3;
  }

  @Override
  public void committed(List<Outcome> results) {
    marks.committed(results.stream().map(Outcome::marked).toList());
  }

  @Override
  public List<Outcome> run(Session session, List<FinishInput> inputs) throws SQLException {
    var valid = leases.valid(session, inputs.stream().map(FinishInput::fence).distinct().toList());
    var held = inputs.stream().filter(i -> valid.contains(i.fence())).toList();
    var standing = standing(session, held);
    var ledgers = ledgers(session, held, standing);
    if (ledgers.isPresent()) {
      // Read again under the lock: a command may have come in between.
      standing = standing(session, held);
    }
    var writes = new FinishWrites(marks.now());
    var written = new ArrayList<Optional<String>>();
    for (var input : inputs) {
      var deployment =
          Optional.ofNullable(standing.get(input.finish().key()))
              .filter(_ -> valid.contains(input.fence()));
      written.add(deployment.map(Standing::project));
      if (deployment.isPresent()) {
        add(writes, input, deployment.get(), ledgers);
      }
    }
    writes.flush(session, ledgers);
    if (ledgers.isPresent()) {
      ledgers.get().flush(session);
    }
    var marked = markConsumers(session, writes.providers());
    var outcomes = new ArrayList<Outcome>();
    for (int i = 0; i < inputs.size(); i++) {
      outcomes.add(new Outcome(written.get(i), i == 0 ? marked : List.of()));
    }
    return outcomes;
  }

  private static void add(
      FinishWrites writes, FinishInput input, Standing deployment, Optional<Ledgers> ledgers) {
    var finish = input.finish();
    // A new level that came in the meantime wins over the end of the old one.
    boolean removed = finish.removed() && deployment.runState() == RunState.ABSENT;
    writes.add(input, deployment, removed);
    var ledger = ledgers.flatMap(l -> l.of(deployment.project()));
    if (removed) {
      ledger.ifPresent(l -> {
        l.go(deployment.plan(), deployment.uses());
        l.retain(-deployment.retaining());
      });
    }
  }

  private static Map<Long, Standing> standing(Session session, List<FinishInput> held)
      throws SQLException {
    Map<Long, Standing> standing = new HashMap<>();
    session.eachIn(
        "SELECT " + DeploymentRows.NARROW + " FROM deployment d WHERE d.key IN (:in)",
        row -> {
          var one = Standing.read(row);
          standing.put(one.key(), one);
        },
        held.stream().map(i -> i.finish().key()).toList());
    return standing;
  }

  private static Optional<Ledgers> ledgers(
      Session session, List<FinishInput> held, Map<Long, Standing> standing) throws SQLException {
    var projects = new ArrayList<String>();
    var plans = new ArrayList<Object[]>();
    for (var input : held) {
      var deployment = standing.get(input.finish().key());
      var finish = input.finish();
      if (deployment != null && (finish.removed() || !finish.retained().isEmpty())) {
        projects.add(deployment.project());
        plans.add(new Object[] {deployment.project(), deployment.plan()});
      }
    }
    if (projects.isEmpty()) {
      return Optional.empty();
    }
    var ledgers = Ledgers.lock(session, projects);
    ledgers.count(session, plans);
    return Optional.of(ledgers);
  }

  private List<Work> markConsumers(Session session, List<String> providers) throws SQLException {
    var keys = new TreeMap<Long, Boolean>();
    session.eachIn(
        "SELECT DISTINCT consumer FROM binding WHERE provider IN (:in)",
        row -> keys.put(row.number(), false),
        providers);
    return keys.isEmpty() ? List.of() : marks.mark(session, keys);
  }
}
