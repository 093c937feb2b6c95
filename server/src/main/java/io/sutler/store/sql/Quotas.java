package io.sutler.store.sql;

import io.sutler.domain.Resources;
import io.sutler.store.Accepted;
import io.sutler.store.Accepted.OverQuota;
import java.util.Optional;

/** Whether what is asked fits into what is allowed. What only gets smaller always fits. */
final class Quotas {
  private Quotas() {}

  static Optional<Accepted> refuseOneMore(Ledger ledger, String plan, Optional<Integer> planLimit) {
    return refuse("deployments", ledger.deployments(), 1, ledger.quota().deployments())
        .or(() -> refusePlan(ledger, plan, planLimit));
  }

  static Optional<Accepted> refusePlan(Ledger ledger, String plan, Optional<Integer> planLimit) {
    long ofProject = ledger.quota().perPlan().getOrDefault(plan, -1L);
    return refuse("plan", ledger.ofPlan(plan), 1, ofProject)
        .or(() -> refuse("plan", ledger.ofPlan(plan), 1, planLimit.orElse(-1)));
  }

  static Optional<Accepted> refuse(Ledger ledger, Resources before, Resources after) {
    var used = ledger.uses();
    var asked = after.minus(before);
    var quota = ledger.quota();
    return refuse("cpus", used.cpus(), asked.cpus(), quota.cpus())
        .or(() -> refuse("memory", used.memory(), asked.memory(), quota.memory()))
        .or(() -> refuse("disk", used.disk(), asked.disk(), quota.disk()));
  }

  /**
   * @param before what this very removal is counted with already
   * @param bytes 0 when nobody knows: then there must be some room
   */
  static Optional<Accepted> refuseKept(Ledger ledger, long before, long bytes) {
    long used = ledger.retained() - before;
    long allowed = ledger.quota().retained();
    return allowed >= 0 && used + Math.max(1, bytes) > allowed
        ? Optional.of(new OverQuota("retained", used, bytes, allowed))
        : Optional.empty();
  }

  private static Optional<Accepted> refuse(String what, long used, long asked, long allowed) {
    return allowed >= 0 && asked > 0 && used + asked > allowed
        ? Optional.of(new OverQuota(what, used, asked, allowed))
        : Optional.empty();
  }
}
