package io.sutler.view;

import io.sutler.access.Access;
import io.sutler.access.Caller;
import io.sutler.access.Right;
import io.sutler.domain.Command;
import io.sutler.domain.CommandId;
import io.sutler.domain.Deployment;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.LogChunk;
import io.sutler.domain.Project;
import io.sutler.domain.Refusal;
import io.sutler.domain.Run;
import io.sutler.domain.RunId;
import io.sutler.domain.Step;
import io.sutler.secret.Redact;
import io.sutler.store.Store;
import java.util.List;
import java.util.Optional;

/** Commands, runs, steps and logs, for people. Thread-safe. */
public final class ShowRuns {
  private final Store store;
  private final Access access;

  public ShowRuns(Store store, Access access) {
    this.store = store;
    this.access = access;
  }

  /**
   * Newest first.
   *
   * @param deployment limits to one deployment, by name
   */
  public Page<Command> commands(
      Caller caller, String project, Optional<String> deployment, String after, int limit) {
    var found = access.require(caller, project, Right.READ);
    var of = deployment.map(name -> deployment(found, name));
    int size = Page.bounded(limit);
    var rows = store.reads().commands(found.id(), of, after, size + 1);
    return Page.of(rows.stream().map(Redact::command).toList(), size, c -> c.id().value());
  }

  public Command command(Caller caller, String project, CommandId id) {
    var found = access.require(caller, project, Right.READ);
    return store
        .reads()
        .command(found.id(), id)
        .map(Redact::command)
        .orElseThrow(() -> Refusal.notFound("command", Named.shown(id.value())));
  }

  /** Newest first. */
  public Page<Run> runs(Caller caller, String project, String deployment, String after, int limit) {
    var of = deployment(access.require(caller, project, Right.READ), deployment);
    int size = Page.bounded(limit);
    return Page.of(store.reads().runs(of, after, size + 1), size, r -> r.id().value());
  }

  /** A run with its steps. */
  public RunDetail run(Caller caller, String project, RunId id) {
    var found = access.require(caller, project, Right.READ);
    var run = run(found, id);
    return new RunDetail(
        run,
        store.reads().deployment(run.deployment()).map(Deployment::name).orElse(""),
        store.reads().steps(id));
  }

  /** Chunks after {@code afterSeq} (0 for all), oldest first. */
  public List<LogChunk> log(Caller caller, String project, RunId id, long afterSeq, int limit) {
    run(access.require(caller, project, Right.READ), id);
    return store.logs().read(id, afterSeq, Page.bounded(limit)).stream().map(Shown::chunk).toList();
  }

  private DeploymentId deployment(Project project, String name) {
    return store
        .reads()
        .deployment(project.id(), name)
        .map(Deployment::id)
        .orElseThrow(() -> Refusal.notFound("deployment", Named.shown(name)));
  }

  /** A run of a deployment of this project; any other is not found. */
  private Run run(Project project, RunId id) {
    return store
        .reads()
        .run(id)
        .filter(run ->
            store
                .reads()
                .deployment(run.deployment())
                .filter(d -> d.project().equals(project.id()))
                .isPresent())
        .orElseThrow(() -> Refusal.notFound("run", Named.shown(id.value())));
  }

  /**
   * @param steps by number; the first is the dispatch
   */
  public record RunDetail(Run run, String deployment, List<Step> steps) {}
}
