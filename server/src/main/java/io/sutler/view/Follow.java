package io.sutler.view;

import io.sutler.access.Access;
import io.sutler.access.Caller;
import io.sutler.access.Right;
import io.sutler.domain.Command;
import io.sutler.domain.CommandId;
import io.sutler.domain.Deployment;
import io.sutler.domain.LogChunk;
import io.sutler.domain.Project;
import io.sutler.domain.RunId;
import io.sutler.store.Changes;
import io.sutler.store.Changes.Topic;
import io.sutler.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Things that can be followed as they happen. Thread-safe; what it opens is not. */
public final class Follow {
  private final Store store;
  private final Access access;
  private final ShowRuns runs;
  private final ShowDeployments deployments;

  public Follow(Store store, Access access) {
    this.store = store;
    this.access = access;
    this.runs = new ShowRuns(store, access);
    this.deployments = new ShowDeployments(store, access);
  }

  /** The log of a run from after {@code afterSeq}; it ends with the run. */
  public LogFollow log(Caller caller, String project, RunId run, long afterSeq) {
    runs.run(caller, project, run);
    return new FollowLog(store, run, afterSeq);
  }

  /**
   * A deployment's changes.
   *
   * @param seen the state last seen, as {@link DeploymentDetail#state} names it; any other text for
   *     none: the present one comes first
   */
  public DeploymentFollow deployment(Caller caller, String project, String name, String seen) {
    return new FollowDeployment(store, deployments.show(caller, project, name), seen);
  }

  /** Waits up to {@code timeout} for a command to end; gives it as it is then. */
  public Command command(Caller caller, String project, CommandId id, Duration timeout)
      throws InterruptedException {
    var now = runs.command(caller, project, id);
    var of = store.reads().deployment(now.deployment());
    if (now.state().isEnd() || of.isEmpty()) {
      return now;
    }
    var topic = new Topic.OfDeployment(of.get().key());
    return Await.first(
            store.changes(),
            topic,
            timeout,
            () -> Optional.of(runs.command(caller, project, id)).filter(c -> c.state().isEnd()))
        .orElseGet(() -> runs.command(caller, project, id));
  }

  /** Whatever happens to a deployment: hang it, look, wait, look again. */
  public News ofDeployment(Caller caller, String project, String name) {
    return news(new Topic.OfDeployment(deployments.show(caller, project, name).deployment().key()));
  }

  /** Whatever happens to any deployment of a project. */
  public News ofProject(Caller caller, String project) {
    Project found = access.require(caller, project, Right.READ);
    return news(new Topic.OfProject(found.id()));
  }

  private News news(Topic topic) {
    Changes.Bell bell = store.changes().bell(topic);
    return new News() {
      @Override
      public void await() throws InterruptedException {
        bell.await(Await.NET);
      }

      @Override
      public void close() {
        bell.close();
      }
    };
  }

  /** For one thread that looks by itself. */
  public interface News extends AutoCloseable {
    /** Until something happened since the last time, a second at most. */
    void await() throws InterruptedException;

    @Override
    void close();
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
     * @param state the event's id
     */
    record Changed(String state, DeploymentDetail deployment) implements Event {}

    /** It was seen gone; nothing comes after. */
    record Gone(Deployment last) implements Event {}
  }
}
