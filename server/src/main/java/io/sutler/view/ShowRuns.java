package io.sutler.view;

import io.sutler.access.Access;
import io.sutler.access.Caller;
import io.sutler.domain.Command;
import io.sutler.domain.CommandId;
import io.sutler.domain.LogChunk;
import io.sutler.domain.Run;
import io.sutler.domain.RunId;
import io.sutler.domain.Step;
import io.sutler.store.Store;
import java.util.List;
import java.util.Optional;

/** Commands, runs, steps and logs, for people. Thread-safe. */
public final class ShowRuns {
  public ShowRuns(Store store, Access access) {}

  /**
   * Newest first.
   *
   * @param deployment limits to one deployment, by name
   */
  public Page<Command> commands(
      Caller caller, String project, Optional<String> deployment, String after, int limit) {
    throw new UnsupportedOperationException();
  }

  public Command command(Caller caller, String project, CommandId id) {
    throw new UnsupportedOperationException();
  }

  /** Newest first. */
  public Page<Run> runs(Caller caller, String project, String deployment, String after, int limit) {
    throw new UnsupportedOperationException();
  }

  /** A run with its steps. */
  public RunDetail run(Caller caller, String project, RunId id) {
    throw new UnsupportedOperationException();
  }

  /** Chunks after {@code afterSeq} (0 for all), oldest first. */
  public List<LogChunk> log(Caller caller, String project, RunId id, long afterSeq, int limit) {
    throw new UnsupportedOperationException();
  }

  /**
   * @param steps by number; the first is the dispatch
   */
  public record RunDetail(Run run, String deployment, List<Step> steps) {}
}
