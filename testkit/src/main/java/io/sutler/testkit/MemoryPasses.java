package io.sutler.testkit;

import io.sutler.domain.CommandState;
import io.sutler.domain.ComponentRecord;
import io.sutler.domain.Deployment;
import io.sutler.domain.DeploymentId;
import io.sutler.domain.OutputValue;
import io.sutler.domain.Run;
import io.sutler.domain.RunState;
import io.sutler.domain.Step;
import io.sutler.store.CommandEnd;
import io.sutler.store.Fence;
import io.sutler.store.Fingerprint;
import io.sutler.store.Finish;
import io.sutler.store.Glance;
import io.sutler.store.Passes;
import io.sutler.store.Snapshot;
import io.sutler.store.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One holder at a time: whoever leases under a new name takes all shards, with the next fence. */
final class MemoryPasses implements Passes {
  private final Tables tables;

  MemoryPasses(Tables tables) {
    this.tables = tables;
  }

  @Override
  public List<Fence> lease(String holder, Collection<String> places, Duration ttl) {
    synchronized (tables) {
      if (!tables.holder.equals(holder)) {
        tables.holder = holder;
        tables.fence++;
      }
      var fences = new ArrayList<Fence>();
      for (int shard = 0; shard < Work.SHARDS; shard++) {
        fences.add(new Fence("", shard, tables.fence, holder));
      }
      return fences;
    }
  }

  @Override
  public void release(String holder) {}

  @Override
  public void scan(String place, int shard, Consumer<Work> each) {
    List<Work> works;
    synchronized (tables) {
      works = tables.works.values().stream().filter(w -> w.shard() == shard).toList();
    }
    works.forEach(each);
  }

  @Override
  public List<Work> marked(Collection<Fence> held, long sinceMicros) {
    return List.of();
  }

  @Override
  public void onMark(Consumer<Work> listener) {
    tables.onMark = listener;
  }

  @Override
  public Optional<Snapshot> read(long key) {
    synchronized (tables) {
      var deployment = tables.deployments.get(key);
      if (deployment == null) {
        return Optional.empty();
      }
      var records = tables.components.getOrDefault(key, Map.of());
      var work = tables.works.get(key);
      return Optional.of(
          new Snapshot(
              deployment,
              tables.project.name(),
              List.copyOf(records.values()),
              tables.open(deployment),
              bound(deployment),
              work == null ? 0 : work.mark(),
              0));
    }
  }

  @Override
  public List<Glance> glance(Collection<Long> keys) {
    var glances = new ArrayList<Glance>();
    for (long key : keys) {
      read(key).ifPresent(s -> glances.add(glance(s)));
    }
    return glances;
  }

  private static Glance glance(Snapshot s) {
    var d = s.deployment();
    return new Glance(
        d.key(),
        d.id(),
        d.project(),
        d.place(),
        s.components().stream()
            .map(c -> new Glance.Made(c.name(), c.driver(), c.region()))
            .toList(),
        !s.open().isEmpty(),
        new Fingerprint()
            .add(d.toString())
            .add(s.components().toString())
            .add(new TreeMap<>(s.bound()).toString())
            .add(s.mark())
            .value());
  }

  private Map<String, OutputValue> bound(Deployment consumer) {
    var bound = new HashMap<String, OutputValue>();
    for (var binding : consumer.desired().bindings()) {
      for (var d : tables.deployments.values()) {
        var value = d.observed().outputs().get(binding.output());
        if (d.id().equals(binding.provider()) && value != null) {
          bound.put(binding.parameter(), value);
        }
      }
    }
    return bound;
  }

  @Override
  public void mark(Collection<Long> keys, boolean fresh) {
    var marked = new ArrayList<Work>();
    synchronized (tables) {
      keys.forEach(key -> tables.mark(key).ifPresent(marked::add));
    }
    marked.forEach(tables.onMark);
  }

  @Override
  public Optional<Long> keyOf(DeploymentId id) {
    synchronized (tables) {
      return tables.deployments.values().stream()
          .filter(d -> d.id().equals(id))
          .map(Deployment::key)
          .findFirst();
    }
  }

  @Override
  public boolean begin(
      Fence fence, long key, Run run, List<Step> steps, List<ComponentRecord> intended) {
    synchronized (tables) {
      if (isFencedOff(fence)) {
        return false;
      }
      tables.runs.put(run.id().value(), run);
      steps.forEach(this::put);
      intended.forEach(r -> put(key, r));
      return true;
    }
  }

  @Override
  public boolean journal(Fence fence, long key, Step step, Optional<ComponentRecord> learned) {
    synchronized (tables) {
      if (isFencedOff(fence)) {
        return false;
      }
      put(step);
      learned.ifPresent(r -> put(key, r));
      return true;
    }
  }

  @Override
  public BooleanSupplier journalSoon(
      Fence fence, long key, Step step, Optional<ComponentRecord> learned) {
    boolean stands = journal(fence, key, step, learned);
    return () -> stands;
  }

  @Override
  public Set<Long> atWork(int shard) {
    synchronized (tables) {
      return tables.works.keySet().stream()
          .filter(key -> Work.shardOf(key) == shard && !open(key).isEmpty())
          .collect(Collectors.toSet());
    }
  }

  @Override
  public List<Step> unfinished(long key) {
    synchronized (tables) {
      var steps = new ArrayList<Step>();
      for (var run : open(key)) {
        steps.addAll(tables.steps.getOrDefault(run.id().value(), Map.of()).values());
      }
      return steps;
    }
  }

  private List<Run> open(long key) {
    var deployment = tables.deployments.get(key);
    return tables.runs.values().stream()
        .filter(r -> r.endedAt().isEmpty())
        .filter(r -> deployment != null && r.deployment().equals(deployment.id()))
        .toList();
  }

  @Override
  public boolean takeOver(
      Fence fence, long key, List<Step> steps, List<ComponentRecord> records, Instant at) {
    synchronized (tables) {
      if (isFencedOff(fence)) {
        return false;
      }
      steps.forEach(this::put);
      records.forEach(r -> put(key, r));
      open(key).forEach(run -> end(run, at, "cut off"));
      return true;
    }
  }

  @Override
  public boolean finish(Fence fence, Finish f) {
    var marked = new ArrayList<Work>();
    synchronized (tables) {
      if (isFencedOff(fence) || !tables.deployments.containsKey(f.key())) {
        return false;
      }
      f.observed()
          .ifPresent(
              o -> tables.deployments.computeIfPresent(f.key(), (_, d) -> Rows.observed(d, o)));
      f.upserts().forEach(r -> put(f.key(), r));
      var records = tables.components.get(f.key());
      if (records != null) {
        records.keySet().removeAll(f.gone());
      }
      f.ends().forEach(tables::end);
      f.run().ifPresent(r -> tables.runs.put(r.id().value(), r));
      f.retained().forEach(r -> tables.retained.put(r.id(), r));
      tables.works.computeIfPresent(
          f.key(),
          (_, w) ->
              w.mark() == f.mark()
                  ? new Work(w.key(), w.place(), w.shard(), f.due(), false, f.attempts(), w.mark())
                  : w);
      if (f.markConsumers()) {
        marked.addAll(consumers(f.key()));
      }
      var standing = tables.deployments.get(f.key());
      if (f.removed() && standing != null && standing.desired().runState() == RunState.ABSENT) {
        remove(f);
      }
    }
    marked.forEach(tables.onMark);
    return true;
  }

  private List<Work> consumers(long provider) {
    var id = tables.deployments.get(provider);
    var marked = new ArrayList<Work>();
    for (var d : List.copyOf(tables.deployments.values())) {
      if (id != null
          && d.desired().bindings().stream().anyMatch(b -> b.provider().equals(id.id()))) {
        tables.mark(d.key()).ifPresent(marked::add);
      }
    }
    return marked;
  }

  private void remove(Finish f) {
    var gone = tables.deployments.remove(f.key());
    tables.works.remove(f.key());
    tables.components.remove(f.key());
    if (gone == null) {
      return;
    }
    for (var command : tables.open(gone)) {
      var at = Instant.ofEpochMilli(0);
      tables.end(
          new CommandEnd(
              command.id(), CommandState.CANCELLED, "the deployment was removed", at, Map.of()));
    }
  }

  private void end(Run r, Instant at, String outcome) {
    tables.runs.put(
        r.id().value(),
        new Run(
            r.id(),
            r.deployment(),
            r.command(),
            r.generation(),
            r.worker(),
            r.startedAt(),
            Optional.of(at),
            outcome));
  }

  private boolean isFencedOff(Fence fence) {
    return fence.number() != tables.fence || !fence.holder().equals(tables.holder);
  }

  private void put(Step step) {
    tables.steps.computeIfAbsent(step.run().value(), _ -> new TreeMap<>()).put(step.number(), step);
  }

  private void put(long key, ComponentRecord record) {
    tables.components.computeIfAbsent(key, _ -> new TreeMap<>()).put(record.name(), record);
  }
}
