package io.sutler.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * One journaled act of a run. Step 0 is the dispatch: who claimed the run, when.
 *
 * @param action create, change, replace, remove, start, stop, operate, dispatch
 * @param why the decision's reason, for people
 * @param summary what it came to in figures, one line; empty for most
 */
public record Step(
    RunId run,
    int number,
    String component,
    String action,
    String why,
    StepState state,
    Instant startedAt,
    Optional<Instant> endedAt,
    Optional<Failure> failure,
    Optional<String> handle,
    String summary) {
  /** One without figures. */
  public Step(
      RunId run,
      int number,
      String component,
      String action,
      String why,
      StepState state,
      Instant startedAt,
      Optional<Instant> endedAt,
      Optional<Failure> failure,
      Optional<String> handle) {
    this(run, number, component, action, why, state, startedAt, endedAt, failure, handle, "");
  }
}
