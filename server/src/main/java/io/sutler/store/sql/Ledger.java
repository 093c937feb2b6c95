package io.sutler.store.sql;

import io.sutler.domain.Quota;
import io.sutler.domain.Resources;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one project uses and may use, and the end of its audit chain, as it stands within one
 * transaction that holds its row locked. For one thread.
 */
final class Ledger {
  static final String SELECT =
      """
      SELECT l.project, l.deployments, l.cpus, l.memory, l.disk, l.retained, l.standing,
        l.audit_seq, l.audit_hash, q.deployments, q.per_plan, q.cpus, q.memory, q.disk, q.retained
      FROM ledger l LEFT JOIN quota q ON q.project = l.project
      WHERE l.project IN (:in) ORDER BY l.project\
      """;
  static final String UPDATE =
      """
      UPDATE ledger SET deployments = ?, cpus = ?, memory = ?, disk = ?, retained = ?,
        audit_seq = ?, audit_hash = ?
      WHERE project = ?\
      """;

  final String project;
  private final boolean standing;
  private final Optional<Quota> quota;
  private final Map<String, Long> perPlan = new HashMap<>();
  private long deployments;
  private Resources uses;
  private long retained;
  private long auditSeq;
  private String auditHash;

  private Ledger(Row row) throws SQLException {
    project = row.text();
    deployments = row.number();
    uses = new Resources(row.number(), row.number(), row.number());
    retained = row.number();
    standing = row.flag();
    auditSeq = row.number();
    auditHash = row.text();
    long mayDeployments = row.number();
    quota = row.maybeText().isEmpty() ? Optional.empty() : Optional.of(quota(mayDeployments, row));
  }

  private static Quota quota(long deployments, Row row) throws SQLException {
    row.back();
    var perPlan = row.text();
    return new Quota(
        deployments,
        perPlan.equals("{}") ? Map.of() : JsonColumns.read(JsonColumns.NUMBERS, perPlan),
        row.number(),
        row.number(),
        row.number(),
        row.number());
  }

  static Ledger read(Row row) throws SQLException {
    return new Ledger(row);
  }

  /** Whether the project is there (the ledger outlives it). */
  boolean standing() {
    return standing;
  }

  Quota quota() {
    return quota.orElse(Quota.UNLIMITED);
  }

  long deployments() {
    return deployments;
  }

  Resources uses() {
    return uses;
  }

  long retained() {
    return retained;
  }

  Map<String, Long> perPlan() {
    return perPlan;
  }

  long ofPlan(String plan) {
    return perPlan.getOrDefault(plan, 0L);
  }

  void come(String plan, Resources took) {
    deployments++;
    perPlan.merge(plan, 1L, Long::sum);
    uses = uses.plus(took);
  }

  void go(String plan, Resources gave) {
    deployments--;
    perPlan.merge(plan, -1L, Long::sum);
    uses = uses.minus(gave);
  }

  void retain(long bytes) {
    retained += bytes;
  }

  /** Adds a line to the chain; gives its row. */
  Object[] append(Chain.Line line) {
    auditSeq++;
    auditHash = Chain.hash(auditHash, project, auditSeq, line);
    return Chain.row(project, auditSeq, line, auditHash);
  }

  Object[] update() {
    return new Object[] {
      deployments, uses.cpus(), uses.memory(), uses.disk(), retained, auditSeq, auditHash, project
    };
  }
}
