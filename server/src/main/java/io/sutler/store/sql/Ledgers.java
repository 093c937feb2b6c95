package io.sutler.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The ledgers that one transaction changes, locked in the order of their names. For one thread. */
final class Ledgers {
  private final Map<String, Ledger> byProject = new TreeMap<>();
  private final List<Object[]> audit = new ArrayList<>();
  private final TreeSet<PlanOf> plans = new TreeSet<>();

  private record PlanOf(String project, String plan) implements Comparable<PlanOf> {
    @Override
    public int compareTo(PlanOf other) {
      int first = project.compareTo(other.project);
      return first != 0 ? first : plan.compareTo(other.plan);
    }
  }

  static Ledgers lock(Session session, Collection<String> projects) throws SQLException {
    var ledgers = new Ledgers();
    var sql = Ledger.SELECT + session.dialect().locking("l");
    for (var ledger : session.queryIn(sql, Ledger::read, new TreeSet<>(projects))) {
      ledgers.byProject.put(ledger.project, ledger);
    }
    return ledgers;
  }

  Optional<Ledger> of(String project) {
    return Optional.ofNullable(byProject.get(project));
  }

  /** Reads the counts of these plans where that has not been done; pairs of project and plan. */
  void count(Session session, Collection<Object[]> pairs) throws SQLException {
    var missing = new ArrayList<Object[]>();
    for (var pair : pairs) {
      var plan = new PlanOf((String) pair[0], (String) pair[1]);
      if (plans.add(plan)) {
        missing.add(pair);
      }
    }
    session.eachPair(
        "SELECT project, plan, deployments FROM plan_usage WHERE (project, plan) IN (:in)",
        row -> of(row.text()).orElseThrow().perPlan().put(row.text(), row.number()),
        missing);
  }

  void append(String project, Chain.Line line) {
    of(project).ifPresent(ledger -> audit.add(ledger.append(line)));
  }

  void flush(Session session) throws SQLException {
    session.batch(Chain.INSERT, audit);
    session.batch(Ledger.UPDATE, byProject.values().stream().map(Ledger::update).toList());
    session.batch(
        """
        INSERT INTO plan_usage (project, plan, deployments) VALUES (?,?,?)
        ON CONFLICT (project, plan) DO UPDATE SET deployments = excluded.deployments\
        """,
        plans.stream()
            .map(of ->
                new Object[] {
                  of.project, of.plan, of(of.project).map(l -> l.ofPlan(of.plan)).orElse(0L)
                })
            .toList());
  }
}
