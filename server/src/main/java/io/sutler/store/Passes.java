package io.sutler.store;

import io.sutler.domain.ComponentRecord;
import io.sutler.domain.Run;
import io.sutler.domain.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The writes and reads of the running loop. */
public interface Passes {
  /**
   * Says that this server lives, and leases a fair share of the shards of its places among the
   * servers alive; renews those it has. An embedded store gives all of them to its one process.
   *
   * @return all shards held now
   */
  List<Fence> lease(String holder, Collection<String> places, Duration ttl);

  /** Gives up everything, for a clean stop. */
  void release(String holder);

  /** Every work row of a shard, in no order; in one pass over a narrow table. */
  void scan(String place, int shard, Consumer<Work> each);

  /** Work rows marked by others since the last call, for the shards held. */
  List<Work> marked(Collection<Fence> held, long sinceMicros);

  /** Calls {@code listener} at once with each durable mark made through this process. */
  void onMark(Consumer<Work> listener);

  /** What a pass needs; empty when the deployment is gone. */
  Optional<Snapshot> read(long key);

  /** Whether deployments are as they were, in few questions for all; those that are gone miss. */
  List<Glance> glance(Collection<Long> keys);

  /** Marks keys as due now, durably. */
  void mark(Collection<Long> keys, boolean fresh);

  /** Key of a deployment by its id; empty when it is gone. */
  Optional<Long> keyOf(io.sutler.domain.DeploymentId id);

  /**
   * Starts a run with its first steps journaled; false when fenced off.
   *
   * @param intended records of what the steps are about to make: what was begun is never forgotten
   */
  boolean begin(Fence fence, long key, Run run, List<Step> steps, List<ComponentRecord> intended);

  /**
   * Journals a step's start, handle or end; false when fenced off: then touch nothing more.
   *
   * @param learned what its start intends or its end tells of its component
   */
  boolean journal(Fence fence, long key, Step step, Optional<ComponentRecord> learned);

  /**
   * As {@link #journal}, without waiting: whatever this caller writes after it becomes durable
   * after it, or together with it.
   *
   * @return waits until it is durable, and says whether it stands
   */
  BooleanSupplier journalSoon(Fence fence, long key, Step step, Optional<ComponentRecord> learned);

  /** Keys of a shard whose runs have no end: what a process was at when it died, or is at now. */
  Set<Long> atWork(int shard);

  /**
   * Every step of the runs of this deployment that have no end, oldest first: what a process was at
   * when it died.
   */
  List<Step> unfinished(long key);

  /**
   * Closes what a process was at when it died: journals these ends of steps, puts these records,
   * ends every run of this deployment that has no end as {@code cut off}. False when fenced off.
   */
  boolean takeOver(
      Fence fence, long key, List<Step> steps, List<ComponentRecord> records, Instant at);

  /** Ends a pass; false when fenced off, and then nothing was written. */
  boolean finish(Fence fence, Finish finish);
}
