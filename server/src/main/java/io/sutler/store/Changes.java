package io.sutler.store;

import io.sutler.domain.ProjectId;
import io.sutler.domain.RunId;
import java.time.Duration;

/**
 * Tells at once that something was written, so that whoever waits for it need not look again and
 * again. A bell has no content, may ring for nothing, and may stay silent for what another server
 * wrote: look now and then without it too. Thread-safe.
 */
public interface Changes {
  /** Hangs a bell that rings at each change from now on: hang it first, then look. */
  Bell bell(Topic topic);

  /** What may change. */
  sealed interface Topic {
    /** A deployment: its level, what was seen of it, its commands, runs and steps. */
    record OfDeployment(long key) implements Topic {}

    /** Any deployment of a project. */
    record OfProject(ProjectId project) implements Topic {}

    /** A run's log, or the run's end. */
    record OfRun(RunId run) implements Topic {}

    /** Marks that other servers made: see {@link Passes#marked}. */
    record OfOthers() implements Topic {}
  }

  /** For one thread to wait on. */
  interface Bell extends AutoCloseable {
    /** Returns once it has rung since it was hung or last waited for, at the latest in time. */
    void await(Duration atMost) throws InterruptedException;

    @Override
    void close();
  }
}
