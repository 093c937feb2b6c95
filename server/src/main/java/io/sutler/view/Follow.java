package io.sutler.view;

import io.sutler.access.Access;
import io.sutler.access.Caller;
import io.sutler.domain.Deployment;
import io.sutler.domain.LogChunk;
import io.sutler.domain.RunId;
import io.sutler.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Things that can be followed as they happen. Thread-safe; what it opens is not. */
public final class Follow {
  private final Store store;
  private final ShowRuns runs;
  private final ShowDeployments deployments;

  public Follow(Store store, Access access) {
    this.store = store;
    this.runs = new ShowRuns(store, access);
    this.deployments = new ShowDeployments(store, access);
  }

  /** The log of a run from after {@code afterSeq}; it ends with the run. */
  public LogFollow log(Caller caller, String project, RunId run, long afterSeq) {
    runs.run(caller, project, run);
    return new PollLog(store, run, afterSeq);
  }

  /**
   * A deployment's changes.
   *
   * @param afterVersion the version last seen; 0 for none: the present one comes first
   */
  public DeploymentFollow deployment(
      Caller caller, String project, String name, long afterVersion) {
    var now = deployments.show(caller, project, name);
    return new PollDeployment(store, now, afterVersion);
  }

  /** One follower's place in a log. */
  public interface LogFollow {
    /** Waits up to {@code timeout} for more; empty when there was nothing. */
    List<LogChunk> next(Duration timeout) throws InterruptedException;

    /** Whether the run has ended and all of it was given. */
    boolean ended();
  }

  /** One follower's place in a deployment's life. */
  public interface DeploymentFollow {
    /** Waits up to {@code timeout}; empty when nothing changed. */
    Optional<Event> next(Duration timeout) throws InterruptedException;
  }

  /** What was new. */
  public sealed interface Event {
    /**
     * @param version the event's id
     */
    record Changed(long version, DeploymentDetail deployment) implements Event {}

    /** It was seen gone; nothing comes after. */
    record Gone(Deployment last) implements Event {}
  }
}
