package io.sutler.control;

import io.sutler.store.Fence;
import io.sutler.store.Passes;
import io.sutler.store.Work;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The shards that this server may work on. A lease that could not be renewed in time counts as
 * lost, whatever the store may say later. Thread-safe.
 */
final class Leases {
  private record Shard(String place, int number) {}

  private final Passes passes;
  private final InstantSource clock;
  private final String holder;
  private final Set<String> places;
  private final Duration ttl;
  private volatile Map<Shard, Fence> held = Map.of();
  private volatile long validUntil;

  Leases(Passes passes, InstantSource clock, String holder, Set<String> places, Duration ttl) {
    this.passes = passes;
    this.clock = clock;
    this.holder = holder;
    this.places = places;
    this.ttl = ttl;
  }

  /** Renews; tells of shards that came and went. */
  void renew(Consumer<Fence> gained, Consumer<Fence> lost) {
    var asked = clock.instant();
    var next = new HashMap<Shard, Fence>();
    for (var fence : passes.lease(holder, places, ttl)) {
      next.put(new Shard(fence.place(), fence.shard()), fence);
    }
    // In the time between, keys were turned away: they must be found again.
    var before = asked.toEpochMilli() >= validUntil ? Map.<Shard, Fence>of() : held;
    held = Map.copyOf(next);
    validUntil = asked.plus(ttl).toEpochMilli();
    var changed = new HashSet<Shard>(before.keySet());
    changed.addAll(next.keySet());
    for (var shard : changed) {
      var old = before.get(shard);
      var now = next.get(shard);
      if (old != null && !old.equals(now)) {
        lost.accept(old);
      }
      if (now != null && !now.equals(old)) {
        gained.accept(now);
      }
    }
  }

  /** The right to work on a key of a place, if we have it now. */
  Optional<Fence> fence(String place, long key) {
    return clock.millis() >= validUntil
        ? Optional.empty()
        : Optional.ofNullable(held.get(new Shard(place, Work.shardOf(key))));
  }

  Collection<Fence> all() {
    return held.values();
  }

  void release() {
    passes.release(holder);
  }
}
