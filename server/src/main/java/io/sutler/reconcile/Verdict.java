package io.sutler.reconcile;

import java.time.Instant;
import java.util.Optional;

/** What is to be said of one component before the order of actions is known. */
sealed interface Verdict {
  /** As declared, nothing to do; {@code verified} when it was really looked at. */
  record Fine(boolean verified) implements Verdict {}

  /** There is something to do. */
  record Act(Action action) implements Verdict {}

  /** Goes on by itself: a step that waits, a backoff, a start that is under way. */
  record Waits(String reason, String message, Optional<Instant> until) implements Verdict {}

  /** A person's turn. */
  record Stuck(String reason, String message) implements Verdict {}

  /** The look failed: nothing may be concluded or done. */
  record Unseen(String message) implements Verdict {}
}
