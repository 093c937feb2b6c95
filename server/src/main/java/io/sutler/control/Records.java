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
import java.util.Set;

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
    var copy = new Copy(r);
    copy.digest = r.digest().map(_ -> Attempt.UNFINISHED);
    copy.holdsData = asDeclared == DataPolicy.NONE ? r.holdsData() : asDeclared;
    return copy.made();
  }

  static ComponentRecord withHandle(ComponentRecord r, Optional<String> handle) {
    var copy = new Copy(r);
    copy.handle = handle;
    return copy.made();
  }

  static ComponentRecord withMembers(ComponentRecord r, List<Member> members) {
    var copy = new Copy(r);
    copy.members = members;
    return copy.made();
  }

  /** What a try came to; {@code attempted} empty forgets that there was one. */
  static ComponentRecord tried(
      ComponentRecord r,
      Optional<String> attempted,
      Optional<Failure> failure,
      int attempts,
      Optional<Instant> retryAt) {
    var copy = new Copy(r);
    copy.attempted = attempted;
    copy.failure = failure;
    copy.attempts = attempts;
    copy.retryAt = retryAt;
    return copy.made();
  }

  static ComponentRecord forgiven(ComponentRecord r) {
    return tried(r, Optional.empty(), Optional.empty(), 0, Optional.empty());
  }

  /** Nobody leaves any more: what became of telling so is no news of the component. */
  static ComponentRecord undrained(ComponentRecord r) {
    return r.failure().isPresent() && r.attempted().filter(Attempt::isDrain).isPresent()
        ? forgiven(r)
        : r;
  }

  /** What a plan may change without anything to be applied: order, data policy, files. */
  static ComponentRecord refreshed(ComponentRecord r, DesiredComponent c) {
    var copy = new Copy(r);
    copy.bundle = c.bundle();
    copy.needs = c.needs();
    copy.holdsData = c.holdsData();
    return copy.made();
  }

  /** A record in the making; what is not set is as in the other. */
  private static final class Copy {
    private final ComponentRecord of;
    private Optional<String> digest;
    private Optional<String> attempted;
    private String bundle;
    private Set<String> needs;
    private DataPolicy holdsData;
    private Optional<String> handle;
    private List<Member> members;
    private Optional<Failure> failure;
    private int attempts;
    private Optional<Instant> retryAt;

    Copy(ComponentRecord of) {
      this.of = of;
      this.digest = of.digest();
      this.attempted = of.attempted();
      this.bundle = of.bundle();
      this.needs = of.needs();
      this.holdsData = of.holdsData();
      this.handle = of.handle();
      this.members = of.members();
      this.failure = of.failure();
      this.attempts = of.attempts();
      this.retryAt = of.retryAt();
    }

    ComponentRecord made() {
      return new ComponentRecord(
          of.name(),
          of.driver(),
          of.region(),
          digest,
          attempted,
          of.inputs(),
          bundle,
          needs,
          holdsData,
          handle,
          members,
          of.outputs(),
          failure,
          attempts,
          retryAt,
          of.changedAt());
    }
  }
}
