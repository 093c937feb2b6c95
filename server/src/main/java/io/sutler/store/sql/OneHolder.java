package io.sutler.store.sql;

import io.sutler.store.Fence;
import io.sutler.store.Work;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Leases where one process owns the database: it holds every shard, and the fence number is an
 * epoch kept durably that grows at each start and each change of holder. Thread-safe.
 */
final class OneHolder implements Leases {
  private static final Held NONE = new Held("", 0);
  private final LongSupplier epochs;
  private volatile Held held = NONE;

  private record Held(String holder, long epoch) {}

  /**
   * @param epochs commits the next epoch and gives it
   */
  OneHolder(LongSupplier epochs) {
    this.epochs = epochs;
  }

  @Override
  public synchronized List<Fence> lease(String holder, Collection<String> places, Duration ttl) {
    if (!held.holder.equals(holder)) {
      held = new Held(holder, epochs.getAsLong());
    }
    var fences = new ArrayList<Fence>();
    for (var place : Set.copyOf(places)) {
      for (int shard = 0; shard < Work.SHARDS; shard++) {
        fences.add(new Fence(place, shard, held.epoch, holder));
      }
    }
    return fences;
  }

  @Override
  public synchronized void release(String holder) {
    if (held.holder.equals(holder)) {
      held = NONE;
    }
  }

  @Override
  public Set<Fence> valid(Session session, Collection<Fence> fences) throws SQLException {
    var now = held;
    return fences.stream()
        .filter(f -> f.number() == now.epoch && f.holder().equals(now.holder))
        .collect(Collectors.toSet());
  }
}
