package io.sutler.testkit;

import io.sutler.domain.Command;
import io.sutler.domain.CommandId;
import io.sutler.domain.ComponentRecord;
import io.sutler.domain.Deployment;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.ProjectId;
import io.sutler.domain.Retained;
import io.sutler.domain.Run;
import io.sutler.domain.RunId;
import io.sutler.domain.Step;
import io.sutler.store.Reads;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads of all rows; slow, but there are few. */
final class MemoryReads implements Reads {
  private final Tables tables;

  MemoryReads(Tables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<Deployment> deployment(ProjectId project, String name) {
    synchronized (tables) {
      return tables.deployments.values().stream().filter(d -> d.name().equals(name)).findFirst();
    }
  }

  @Override
  public Optional<Deployment> deployment(DeploymentId id) {
    synchronized (tables) {
      return tables.deployments.values().stream().filter(d -> d.id().equals(id)).findFirst();
    }
  }

  @Override
  public List<Deployment> deployments(ProjectId project, String afterName, int limit) {
    synchronized (tables) {
      return tables.deployments.values().stream()
          .filter(d -> d.name().compareTo(afterName) > 0)
          .sorted(Comparator.comparing(Deployment::name))
          .limit(limit)
          .toList();
    }
  }

  @Override
  public List<ComponentRecord> components(long key) {
    synchronized (tables) {
      return List.copyOf(tables.components.getOrDefault(key, Map.of()).values());
    }
  }

  @Override
  public Optional<Command> command(ProjectId project, CommandId id) {
    synchronized (tables) {
      return Optional.ofNullable(tables.commands.get(id.value()));
    }
  }

  @Override
  public List<Command> commands(
      ProjectId project, Optional<DeploymentId> of, String beforeId, int limit) {
    synchronized (tables) {
      return tables.commands.values().stream()
          .filter(c -> of.isEmpty() || c.deployment().equals(of.get()))
          .filter(c -> beforeId.isEmpty() || c.id().value().compareTo(beforeId) < 0)
          .sorted(Comparator.comparing((Command c) -> c.id().value()).reversed())
          .limit(limit)
          .toList();
    }
  }

  @Override
  public List<Run> runs(DeploymentId of, String beforeId, int limit) {
    synchronized (tables) {
      return tables.runs.values().stream()
          .filter(r -> r.deployment().equals(of))
          .filter(r -> beforeId.isEmpty() || r.id().value().compareTo(beforeId) < 0)
          .sorted(Comparator.comparing((Run r) -> r.id().value()).reversed())
          .limit(limit)
          .toList();
    }
  }

  @Override
  public Optional<Run> run(RunId id) {
    synchronized (tables) {
      return Optional.ofNullable(tables.runs.get(id.value()));
    }
  }

  @Override
  public List<Step> steps(RunId run) {
    synchronized (tables) {
      return List.copyOf(tables.steps.getOrDefault(run.value(), Map.of()).values());
    }
  }

  @Override
  public List<Deployment> consumers(DeploymentId provider) {
    synchronized (tables) {
      return tables.deployments.values().stream()
          .filter(d -> d.desired().bindings().stream().anyMatch(b -> b.provider().equals(provider)))
          .toList();
    }
  }

  @Override
  public List<Retained> retained(ProjectId project) {
    synchronized (tables) {
      return List.copyOf(tables.retained.values());
    }
  }

  @Override
  public Optional<Retained> retained(ProjectId project, String name) {
    return retained(project).stream().filter(r -> r.name().equals(name)).findFirst();
  }

  @Override
  public List<Retained> expiredRetained(Instant now, int limit) {
    return List.of();
  }

  @Override
  public boolean removeRetained(ProjectId project, String id) {
    synchronized (tables) {
      return tables.retained.remove(id) != null;
    }
  }

  @Override
  public Usage usage(ProjectId project) {
    throw new UnsupportedOperationException("usage");
  }

  @Override
  public Set<DeploymentId> existing(Collection<DeploymentId> ids) {
    synchronized (tables) {
      var existing = new HashSet<DeploymentId>();
      tables.deployments.values().forEach(d -> existing.add(d.id()));
      existing.retainAll(ids);
      return existing;
    }
  }

  @Override
  public Map<String, Long> counts() {
    return Map.of();
  }
}
