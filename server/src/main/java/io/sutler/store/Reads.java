package io.sutler.store;

import io.sutler.domain.Command;
import io.sutler.domain.CommandId;
import io.sutler.domain.ComponentRecord;
import io.sutler.domain.Deployment;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Resources;
import io.sutler.domain.Retained;
import io.sutler.domain.Run;
import io.sutler.domain.RunId;
import io.sutler.domain.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads for people and for intent. Lists are pages: sorted, after a cursor, bounded. */
public interface Reads {
  Optional<Deployment> deployment(ProjectId project, String name);

  Optional<Deployment> deployment(DeploymentId id);

  /** By name, after {@code afterName} (empty for the first page). */
  List<Deployment> deployments(ProjectId project, String afterName, int limit);

  List<ComponentRecord> components(long key);

  Optional<Command> command(ProjectId project, CommandId id);

  /** Newest first, before {@code beforeId} (empty for the first page). */
  List<Command> commands(ProjectId project, Optional<DeploymentId> of, String beforeId, int limit);

  List<Run> runs(DeploymentId of, String beforeId, int limit);

  Optional<Run> run(RunId id);

  List<Step> steps(RunId run);

  /** Deployments bound to this one, by name. */
  List<Deployment> consumers(DeploymentId provider);

  List<Retained> retained(ProjectId project);

  Optional<Retained> retained(ProjectId project, String name);

  /** Retained storage of any project that expired before {@code now}: to be discarded. */
  List<Retained> expiredRetained(Instant now, int limit);

  boolean removeRetained(ProjectId project, String id);

  /** What a project takes now: standing deployments, by plan, and resources. */
  Usage usage(ProjectId project);

  /** Deployments that exist, of those asked: to tell ghosts. */
  java.util.Set<DeploymentId> existing(java.util.Collection<DeploymentId> ids);

  /** Counts for metrics: by name. */
  Map<String, Long> counts();

  /** What a project uses. */
  record Usage(long deployments, Map<String, Long> perPlan, Resources resources, long retained) {}
}
