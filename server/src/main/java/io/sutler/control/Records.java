package io.sutler.control;

import io.sutler.domain.ComponentRecord;
import io.sutler.domain.DataPolicy;
import io.sutler.domain.DesiredComponent;
import io.sutler.domain.Failure;
import io.sutler.domain.Member;
import io.sutler.reconcile.Attempt;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Component records made from others. */
final class Records {
  private Records() {}

  /** Of something that is about to be made: nothing was applied yet. */
  static ComponentRecord first(DesiredComponent c, Instant now) {
    return new ComponentRecord(
        c.name(),
        c.driver(),
        c.region(),
        Optional.empty(),
        Optional.empty(),
        c.inputs(),
        c.bundle(),
        c.needs(),
        c.holdsData(),
        Optional.empty(),
        List.of(),
        Map.of(),
        Optional.empty(),
        0,
        Optional.empty(),
        now);
  }

  /** Whether it was made where and by what it is declared to be made. */
  static boolean isOf(ComponentRecord r, DesiredComponent c) {
    return r.driver().equals(c.driver()) && r.region().equals(c.region());
  }

  /** A change that did not end well leaves nobody knowing what stands there. */
  static ComponentRecord uncertain(ComponentRecord r, DataPolicy asDeclared) {
    return new ComponentRecord(
        r.name(),
        r.driver(),
        r.region(),
        r.digest().map(_ -> Attempt.UNFINISHED),
        r.attempted(),
        r.inputs(),
        r.bundle(),
        r.needs(),
        asDeclared == DataPolicy.NONE ? r.holdsData() : asDeclared,
        r.handle(),
        r.members(),
        r.outputs(),
        r.failure(),
        r.attempts(),
        r.retryAt(),
        r.changedAt());
  }

  static ComponentRecord withHandle(ComponentRecord r, Optional<String> handle) {
    return new ComponentRecord(
        r.name(),
        r.driver(),
        r.region(),
        r.digest(),
        r.attempted(),
        r.inputs(),
        r.bundle(),
        r.needs(),
        r.holdsData(),
        handle,
        r.members(),
        r.outputs(),
        r.failure(),
        r.attempts(),
        r.retryAt(),
        r.changedAt());
  }

  static ComponentRecord withMembers(ComponentRecord r, List<Member> members) {
    return new ComponentRecord(
        r.name(),
        r.driver(),
        r.region(),
        r.digest(),
        r.attempted(),
        r.inputs(),
        r.bundle(),
        r.needs(),
        r.holdsData(),
        r.handle(),
        members,
        r.outputs(),
        r.failure(),
        r.attempts(),
        r.retryAt(),
        r.changedAt());
  }

  /** What a try came to; {@code attempted} empty forgets that there was one. */
  static ComponentRecord tried(
      ComponentRecord r,
      Optional<String> attempted,
      Optional<Failure> failure,
      int attempts,
      Optional<Instant> retryAt) {
    return new ComponentRecord(
        r.name(),
        r.driver(),
        r.region(),
        r.digest(),
        attempted,
        r.inputs(),
        r.bundle(),
        r.needs(),
        r.holdsData(),
        r.handle(),
        r.members(),
        r.outputs(),
        failure,
        attempts,
        retryAt,
        r.changedAt());
  }

  static ComponentRecord forgiven(ComponentRecord r) {
    return tried(r, Optional.empty(), Optional.empty(), 0, Optional.empty());
  }

  /** What a plan may change without anything to be applied: order, data policy, files. */
  static ComponentRecord refreshed(ComponentRecord r, DesiredComponent c) {
    return new ComponentRecord(
        r.name(),
        r.driver(),
        r.region(),
        r.digest(),
        r.attempted(),
        r.inputs(),
        c.bundle(),
        c.needs(),
        c.holdsData(),
        r.handle(),
        r.members(),
        r.outputs(),
        r.failure(),
        r.attempts(),
        r.retryAt(),
        r.changedAt());
  }
}
