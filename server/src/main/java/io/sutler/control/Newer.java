package io.sutler.control;

import io.sutler.domain.Command;
import io.sutler.domain.CommandState;
import io.sutler.domain.RunState;
import io.sutler.execute.Execution;
import io.sutler.store.Snapshot;
import io.sutler.store.Store;
import java.util.HashSet;

/**
 * Notices during a pass that people want something else by now: then nothing new is started, and
 * what runs is interrupted where it was cancelled or its deployment is to go.
 */
final class Newer {
  private final Store store;
  private final WorkQueue queue;
  private final Snapshot begun;
  private int seen;
  private boolean stop;

  Newer(Store store, WorkQueue queue, Snapshot begun) {
    this.store = store;
    this.queue = queue;
    this.begun = begun;
  }

  /** Whether to start nothing more. */
  boolean stop() {
    return stop;
  }

  void check(Execution execution) {
    var marks = queue.marksOf(begun.deployment().key());
    if (marks == seen) {
      return;
    }
    seen = marks;
    var now = store.passes().read(begun.deployment().key());
    if (now.isEmpty()) {
      stop = true;
      execution.interrupt();
      return;
    }
    var d = now.get().deployment();
    boolean changed = d.generation() != begun.deployment().generation();
    boolean leaves = changed && (d.desired().runState() == RunState.ABSENT || d.desired().held());
    boolean cancelled = cancelled(now.get());
    stop |= changed || cancelled;
    if (leaves || cancelled) {
      execution.interrupt();
    }
  }

  private boolean cancelled(Snapshot now) {
    var open = new HashSet<>(now.open().stream().map(Command::id).toList());
    return begun.open().stream()
        .filter(c -> !open.contains(c.id()))
        .anyMatch(c ->
            store
                .reads()
                .command(c.project(), c.id())
                .filter(x -> x.state() == CommandState.CANCELLED)
                .isPresent());
  }
}
