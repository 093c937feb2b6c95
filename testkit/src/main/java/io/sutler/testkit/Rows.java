package io.sutler.testkit;

import io.sutler.domain.Deployment;
import io.sutler.domain.Desired;
import io.sutler.domain.Observed;

/** Deployment rows made from others. */
final class Rows {
  private Rows() {}

  static Deployment observed(Deployment d, Observed observed) {
    return new Deployment(
        d.id(),
        d.key(),
        d.project(),
        d.name(),
        d.displayName(),
        d.place(),
        d.generation(),
        d.desired(),
        observed,
        d.version() + 1,
        d.createdAt());
  }

  static Deployment desired(Deployment d, Desired desired) {
    return new Deployment(
        d.id(),
        d.key(),
        d.project(),
        d.name(),
        d.displayName(),
        d.place(),
        d.generation() + 1,
        desired,
        d.observed(),
        d.version() + 1,
        d.createdAt());
  }

  static Deployment keyed(Deployment d, long key) {
    return new Deployment(
        d.id(),
        key,
        d.project(),
        d.name(),
        d.displayName(),
        d.place(),
        1,
        d.desired(),
        d.observed(),
        1,
        d.createdAt());
  }
}
